-- Asks what happened that the person should know.
dofile(os.getenv("BENCH_SCRIPTS") .. "/people.lua")

function request()
  local person = next_person()
  local body = string.format('{"viewer":"%s","query":{"ask":"notifications"}}', person.person)
  return wrk.format("POST", "/ask", person.headers, body)
end

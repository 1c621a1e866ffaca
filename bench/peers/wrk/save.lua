-- Saves a comment: another text each time, under another id.
dofile(os.getenv("BENCH_SCRIPTS") .. "/people.lua")
local run = tonumber(os.getenv("BENCH_RUN"))

function request()
  local person, turn = next_person()
  local body = string.format(
    '{"id":"%08x-0000-7000-8000-%012x","actor":"%s","at":1795510800000,"zone":"UTC","kind":"reviews.save_comment","v":1,'
      .. '"args":{"held":{"submission":"%s","claim":"%s"},"comment":"%s","anchor":{"field":null,"item":null},'
      .. '"kind":"suggestion","body":"Thank you for the detailed section. I would say more about the first days, number %d."}}',
    run, turn, person.person, person.submission, person.claim, person.comment, turn)
  return wrk.format("POST", "/dispatch", person.headers, body)
end

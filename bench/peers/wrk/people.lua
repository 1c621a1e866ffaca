-- Who is signed in: the lines of a file, each with a token, a person, and what they hold.
local people = {}
for line in io.lines(os.getenv("BENCH_PEOPLE")) do
  local token, person, submission, claim, comment = line:match("^([^\t]*)\t(%S+)\t(%S+)\t(%S+)\t(%S+)$")
  people[#people + 1] = {
    headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" },
    person = person, submission = submission, claim = claim, comment = comment,
  }
end

local turn = 0

-- Returns somebody, one after another, and how many there were.
function next_person()
  turn = turn + 1
  return people[turn * 7919 % #people + 1], turn
end

-- Says what came of it, as one line of JSON.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"per_s": %.0f, "p50_ms": %.2f, "p99_ms": %.2f, "errors": %d}\n',
    summary.requests * 1e6 / summary.duration, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end

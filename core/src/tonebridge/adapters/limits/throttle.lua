-- Count one attempt for each subject, or none if one of them must wait.
--
-- A subject is a list of the moments (µs) of its latest attempts. KEYS: the subjects.
-- ARGV: attempts per minute. Returns how long to wait in µs; 0: counted.

local MINUTE = 60000000

local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local per_min = tonumber(ARGV[1])

local wait = 0
for _, key in ipairs(KEYS) do
  local first = redis.call('LINDEX', key, -per_min)
  if first then wait = math.max(wait, first + MINUTE - now) end
end
if wait > 0 then return wait end

for _, key in ipairs(KEYS) do
  redis.call('RPUSH', key, string.format('%.0f', now))
  redis.call('LTRIM', key, -per_min, -1)
  redis.call('PEXPIRE', key, MINUTE / 1000)
end
return 0

-- Take permits for one process from several limits: all of them, or none.
--
-- A limit is a hash: `due` (GCRA: when everything taken so far would be due at an even
-- pace) and, for each process, how many permits it has out and until when. Permits that
-- are out may be spent at any moment until then, so the limit must not fill up behind
-- them: `due` is at no moment nearer than they reach. With that, spending late is never
-- spending more.
--
-- KEYS: the limits. ARGV: process, lease; then for each limit: interval, tolerance (both
-- as in domain/quota.py), permits needed, permits wished for, permits held. Times in µs.
-- Returns {-1, granted, left, µs until full, …}, or {number of the limit that refused, µs
-- to wait}.

local ROUNDING = 1

local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local process, lease = ARGV[1], tonumber(ARGV[2])

local function read(key)
  local due, out = now, {}
  local fields = redis.call('HGETALL', key)
  for f = 1, #fields, 2 do
    if fields[f] == 'due' then
      due = math.max(due, tonumber(fields[f + 1]))
    else
      local permits, till = string.match(fields[f + 1], '(%d+):(%d+)')
      out[#out + 1] = {process = fields[f], permits = tonumber(permits), till = tonumber(till)}
    end
  end
  return due, out
end

local function behind(due, out, interval)
  for _, one in ipairs(out) do
    local together = 0
    for _, other in ipairs(out) do
      if other.till >= one.till then together = together + other.permits end
    end
    due = math.max(due, math.min(now, one.till) + together * interval)
  end
  return due
end

local plans = {}
for i, key in ipairs(KEYS) do
  local a = 3 + (i - 1) * 5
  local interval, tolerance = tonumber(ARGV[a]), tonumber(ARGV[a + 1])
  local need, wish, held = tonumber(ARGV[a + 2]), tonumber(ARGV[a + 3]), tonumber(ARGV[a + 4])
  local due, out = read(key)
  due = behind(due, out, interval)
  local wait = due + need * interval - math.max(tolerance, need * interval) - now
  if wait > ROUNDING then return {i, math.ceil(wait)} end
  local left = math.floor((tolerance - (due + need * interval - now) + ROUNDING) / interval)
  -- A quarter of what is left at most, so that many processes do not starve each other.
  local granted = need + math.max(0, math.min(wish - need, math.floor(left / 4)))
  plans[i] = {
    due = due + granted * interval, out = out, granted = granted, held = held,
    interval = interval, tolerance = tolerance,
  }
end

local answer = {-1}
for i, key in ipairs(KEYS) do
  local plan = plans[i]
  for _, one in ipairs(plan.out) do
    if one.till <= now then redis.call('HDEL', key, one.process) end
  end
  local mine = string.format('%.0f:%.0f', plan.held + plan.granted, now + lease)
  redis.call('HSET', key, 'due', string.format('%.0f', math.ceil(plan.due)), process, mine)
  redis.call('PEXPIRE', key, math.ceil((math.max(plan.due - now, 0) + lease) / 1000) + 1000)
  local left = math.floor((plan.tolerance - (plan.due - now) + ROUNDING) / plan.interval)
  answer[#answer + 1] = plan.granted
  answer[#answer + 1] = math.max(0, left)
  answer[#answer + 1] = math.ceil(plan.due - now)
end
return answer

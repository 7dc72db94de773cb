-- Add entries to a stream as long as it is not full; as one step, so that the bound holds
-- over all processes. KEYS: the stream. ARGV: its bound, then the entries. Returns how many
-- were added; the rest, from the end, was not.

local room = ARGV[1] - redis.call('XLEN', KEYS[1])
local added = math.max(0, math.min(room, #ARGV - 1))
for i = 2, added + 1 do
  redis.call('XADD', KEYS[1], '*', 'e', ARGV[i])
end
return added

-- Keeps a moment that was given back for the next one who asks.
-- KEYS: as in take.lua; ARGV: when it is in microseconds, permits, a name
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local due = tonumber(ARGV[1])
if due > now then
  for i = 1, tonumber(ARGV[2]) do
    redis.call('ZADD', KEYS[2], due, ARGV[3] .. ':' .. i)
  end
  local longest = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')[2]
  redis.call('PEXPIRE', KEYS[2], math.ceil((longest - now) / 1000))
end
return {}

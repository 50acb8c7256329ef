-- After a 429: the time moves forward, and the rate goes down by a factor. Once in a second, whoever tells.
-- KEYS: as in take.lua; ARGV: interval, burst, pause, lifetime; times in microseconds
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, burst, pause, lifetime = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])

local pace = redis.call('HMGET', KEYS[3], 'factor', 'since')
local factor = 1
if pace[1] then
  factor = math.min(1, pace[1] + 0.005 * math.max(0, now - pace[2]) / 1000000)
  if factor < 1 and now - pace[2] < 1000000 then
    return {0}
  end
end
redis.call('HSET', KEYS[3], 'factor', math.max(0.1, factor * 0.7), 'since', string.format('%.0f', now + pause))
redis.call('PEXPIRE', KEYS[3], math.ceil(pause / 1000) + 180000)
redis.call('DEL', KEYS[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now + burst * interval) + pause
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil((full - now + lifetime) / 1000))
return {1}

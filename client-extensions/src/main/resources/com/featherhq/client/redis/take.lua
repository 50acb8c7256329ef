-- Takes permits from a bucket (GCRA): {microseconds to wait, when that is, machines seen}. Takes nothing if the wait is too long.
-- KEYS: the bucket, its moments that were given back, the pace of the limit, the machines
-- ARGV: interval, burst, permits, longest wait, lifetime, machine, how long a machine counts; times in microseconds
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, burst, permits = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local longest, lifetime = tonumber(ARGV[4]), tonumber(ARGV[5])

redis.call('ZADD', KEYS[4], now, ARGV[6])
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now - tonumber(ARGV[7]))
redis.call('PEXPIRE', KEYS[4], math.ceil(tonumber(ARGV[7]) / 1000))
local machines = redis.call('ZCARD', KEYS[4])

if permits == 1 then
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', '(' .. string.format('%.0f', now))
  local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
  if first[1] and first[2] - now <= longest then
    redis.call('ZREM', KEYS[2], first[1])
    return {first[2] - now, first[2] + 0, machines}
  end
end

local pace = redis.call('HMGET', KEYS[3], 'factor', 'since')
local factor = 1
if pace[1] then
  factor = math.min(1, pace[1] + 0.005 * math.max(0, now - pace[2]) / 1000000)
end
local each = interval / factor
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + permits * each
local wait = math.max(0, math.ceil(full - math.max(burst * interval, each) - now))
if wait <= longest then
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil((full - now + lifetime) / 1000))
end
return {wait, now + wait, machines}

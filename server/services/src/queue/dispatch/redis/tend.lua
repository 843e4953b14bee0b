-- The tender's work in one step, so that nothing moves in between. Answers the ids that it claimed for its process.
local stream, mine, me, pending, gone = KEYS[1], ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local function fields(row)
  local named = {}
  for i = 1, #row, 2 do named[row[i]] = row[i + 1] end
  return named
end

local function before(one, other)
  local ms, count = string.match(one, '(%d+)-(%d+)')
  local other_ms, other_count = string.match(other, '(%d+)-(%d+)')
  if ms == other_ms then return tonumber(count) < tonumber(other_count) end
  return tonumber(ms) < tonumber(other_ms)
end

-- What has been pending for long is taken over: who had it is dead.
local claimed = redis.call('XAUTOCLAIM', stream, mine, me, pending, '0-0', 'COUNT', 100, 'JUSTID')[2]

local lowest
for _, row in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
  local group = fields(row)
  local asks = group.name == mine
  for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group.name)) do
    consumer = fields(consumer)
    if consumer.name ~= me and consumer.idle > gone then
      -- Of another group nothing is taken over here, but what its dead held may still be wanted by its living.
      if consumer.pending == 0 then redis.call('XGROUP', 'DELCONSUMER', stream, group.name, consumer.name) end
    else
      asks = true
    end
  end
  if asks then
    local needed = redis.call('XPENDING', stream, group.name)[2] or group['last-delivered-id']
    if not lowest or before(needed, lowest) then lowest = needed end
  else
    redis.call('XGROUP', 'DESTROY', stream, group.name)
  end
end
redis.call('XTRIM', stream, 'MINID', lowest)
return claimed

import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** A Lua script, which Redis runs whole with nothing in between. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

/** Reads the eTag and the end of a stored item from its first line. What is no item of ours counts as missing. */
const HEADER = `
  local function header(key)
    local first = redis.pcall('GETRANGE', key, 0, 63)
    if type(first) ~= 'string' then return nil end
    local eTag, ends = string.match(first, '^(%S+) (%S+)\\n')
    return eTag, ends ~= '-' and tonumber(ends) or nil
  end
`;

/**
 * Stores all items, or gives 0 and stores none. KEYS: the keys. ARGV: the time now, then for each key its condition
 * (`*`, `new`, or `=` and an eTag), after how many milliseconds Redis removes it (empty: never), and the value.
 */
export const COMMIT = script(`
  ${HEADER}
  local now = tonumber(ARGV[1])
  for index, key in ipairs(KEYS) do
    local condition = ARGV[3 * index - 1]
    if condition ~= '*' then
      local eTag, ends = header(key)
      if ends and ends <= now then eTag = nil end
      if condition == 'new' and eTag then return 0 end
      if condition ~= 'new' and condition ~= '=' .. (eTag or '') then return 0 end
    end
  end
  for index, key in ipairs(KEYS) do
    local lifetime, value = ARGV[3 * index], ARGV[3 * index + 1]
    if lifetime == '' then redis.call('SET', key, value) else redis.call('SET', key, value, 'PX', lifetime) end
  end
  return 1
`);

/** Removes those of KEYS that had expired at ARGV[1], and gives how many that was. */
export const SWEEP = script(`
  ${HEADER}
  local now, removed = tonumber(ARGV[1]), 0
  for _, key in ipairs(KEYS) do
    local _, ends = header(key)
    if ends and ends <= now then removed = removed + redis.call('DEL', key) end
  end
  return removed
`);

/** Removes KEYS[1] if it still holds ARGV[1]: what was found damaged, and not what was stored over it since. */
export const DROP = script(`
  return redis.pcall('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0
`);

/** Runs the script by its name, and teaches it to a Redis that has forgotten it. */
export async function runScript(
  redis: Redis,
  { lua, sha }: Script,
  { keys, args }: { readonly keys: readonly string[]; readonly args: readonly (string | number)[] },
): Promise<number> {
  const given = [...keys, ...args];
  const result = await redis.evalsha(sha, keys.length, ...given).catch((error: unknown) => {
    if (error instanceof Error && error.message.startsWith('NOSCRIPT')) return redis.eval(lua, keys.length, ...given);
    throw error;
  });
  return Number(result);
}

function script(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}

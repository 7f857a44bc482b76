import type { Redis } from 'ioredis';
import type { Instant } from '../common/message.ts';
import { ConflictError } from './conversationStorage.ts';
import type { ConversationStorage, ItemChanges, StorageOptions, StoredItem, StoredItems } from './conversationStorage.ts';
import { itemOf, rowsOf } from './itemRow.ts';
import type { Condition, ItemRow } from './itemRow.ts';
import { RedisConnection } from './redisConnection.ts';
import { COMMIT, DROP, runScript, SWEEP } from './redisScripts.ts';

/** Under which all our keys stand, so that one Redis can serve other programs too. */
const KEY_PREFIX = 'imhb:';

/** How long after its end Redis removes an item by itself. Until then only `sweep` does. */
const GRACE_MS = 60_000;
const SWEEP_BATCH = 500;

/**
 * Keeps items in Redis, for as many instances as share it.
 *
 * A commit is one script, so compare and set are one step. Redis removes idle items by itself, also when no instance
 * runs. Keeps nothing back for a Redis that is away: calls then fail at once. Whether a restarted Redis still has
 * what it acknowledged is its setting: `appendonly yes`.
 */
export class RedisStorage implements ConversationStorage {
  /** Does one command after another: what is sent over it before a commit, Redis has before that commit. */
  readonly connection: RedisConnection;
  readonly #options: StorageOptions;
  readonly #prefix: string;

  /** `prefix` keeps apart what shares one Redis. */
  constructor(url: string, options: StorageOptions, prefix = KEY_PREFIX) {
    this.connection = new RedisConnection(url);
    this.#options = options;
    this.#prefix = prefix;
  }

  async read(keys: readonly string[]): Promise<StoredItems> {
    const names = keys.map((key) => this.#nameOf(key));
    const values = await this.connection.run(async (redis) => (names.length === 0 ? [] : redis.mget(names)));
    const items = Object.create(null) as StoredItems;
    for (const [index, key] of keys.entries()) {
      const value = values[index] ?? null;
      const item = value === null ? undefined : await this.#itemIn(value, key);
      if (item !== undefined) items[key] = item;
    }
    return items;
  }

  async commit(changes: ItemChanges): Promise<ReadonlyMap<string, string>> {
    const rows = rowsOf(changes);
    const now = this.#options.clock();
    const keys = rows.map(({ key }) => this.#nameOf(key));
    const args = rows.flatMap(({ row, condition }) => [wordFor(condition), lifetimeOf(row, now), valueOf(row)]);
    const stored = await this.#patiently((redis) => runScript(redis, COMMIT, { keys, args: [now, ...args] }));
    if (stored === 0) throw new ConflictError();
    return new Map(rows.map(({ key, row }) => [key, row.eTag]));
  }

  async write(changes: ItemChanges): Promise<void> {
    await this.commit(changes);
  }

  async delete(keys: readonly string[]): Promise<void> {
    const names = keys.map((key) => this.#nameOf(key));
    await this.connection.run(async (redis) => (names.length === 0 ? 0 : redis.del(names)));
  }

  async sweep(now: Instant): Promise<number> {
    let removedInAll = 0;
    let cursor = '0';
    do {
      const [next, keys] = await this.connection.run((redis) =>
        redis.scan(cursor, 'MATCH', `${this.#prefix}*`, 'COUNT', SWEEP_BATCH),
      );
      if (keys.length > 0) {
        removedInAll += await this.connection.run((redis) => runScript(redis, SWEEP, { keys, args: [now] }));
      }
      cursor = next;
    } while (cursor !== '0');
    return removedInAll;
  }

  async isBackSoon(): Promise<boolean> {
    return this.connection.isBackSoon();
  }

  async close(): Promise<void> {
    this.connection.close();
  }

  /**
   * Tries again while a Redis that went away may be back soon, so that its restart costs a moment and no turn.
   *
   * A commit that was done and not acknowledged is then a conflict, and reading shows it.
   */
  async #patiently(command: (redis: Redis) => Promise<number>): Promise<number> {
    for (;;) {
      try {
        return await this.connection.run(command);
      } catch (error) {
        if (!(await this.connection.isBackSoon())) throw error;
      }
    }
  }

  /** JSON keeps apart what UTF-8 cannot: keys that hold half of a surrogate pair. */
  #nameOf(key: string): string {
    return this.#prefix + JSON.stringify(key);
  }

  async #itemIn(value: string, key: string): Promise<StoredItem | undefined> {
    const row = rowIn(value);
    const item = row && itemOf(row);
    if (item !== undefined) return isExpired(item, this.#options.clock()) ? undefined : item;
    const dropped = { keys: [this.#nameOf(key)], args: [value] };
    await this.connection.run((redis) => runScript(redis, DROP, dropped));
    this.#options.onQuarantine('STORAGE_RECORD_CORRUPT');
    return undefined;
  }
}

function wordFor(condition: Condition): string {
  if (condition === 'anything') return '*';
  return condition === 'missing' ? 'new' : `=${condition.eTag}`;
}

function lifetimeOf({ expiresAt }: ItemRow, now: Instant): number | '' {
  return expiresAt === null ? '' : Math.max(expiresAt - now, 0) + GRACE_MS;
}

/** The eTag and the end come first, so that a script need not read the rest. */
function valueOf({ json, eTag, expiresAt }: ItemRow): string {
  return `${eTag} ${expiresAt ?? '-'}\n${json}`;
}

function rowIn(value: string): ItemRow | undefined {
  const [, eTag, end] = /^(\S+) (-|-?\d+)\n/.exec(value) ?? [];
  if (eTag === undefined || end === undefined) return undefined;
  return { eTag, expiresAt: end === '-' ? null : Number(end), json: value.slice(value.indexOf('\n') + 1) };
}

function isExpired({ expiresAt }: StoredItem, now: Instant): boolean {
  return expiresAt !== undefined && expiresAt <= now;
}

import { SettingsError } from '../common/errors.ts';
import type { ConversationStorage, StorageOptions } from './conversationStorage.ts';
import { MemoryStorage } from './memoryStorage.ts';
import { RedisStorage } from './redisStorage.ts';
import { SqliteStorage } from './sqliteStorage.ts';

/**
 * Chooses the engine that `STORAGE_URL` names: `sqlite:` with a file path, `redis://` or `rediss://` with a host, or
 * `memory:`.
 *
 * Opens nothing yet: a disk or a Redis that is missing shows at the first call, and may mend later.
 *
 * @throws SettingsError for anything else. The address is not repeated: it may hold a password.
 */
export function openStorage(url: string, options: StorageOptions): ConversationStorage {
  if (url === 'memory:') return new MemoryStorage(options);
  if (url.startsWith('sqlite:')) return new SqliteStorage(pathIn(url), options);
  if (isRedisUrl(url)) return new RedisStorage(url, options);
  throw new SettingsError([
    'STORAGE_URL must be "sqlite:" and the path of a file, "redis://" or "rediss://" and a host, or "memory:".',
  ]);
}

/** Whether the store is a Redis, which several instances can share. */
export function isRedisUrl(url: string): boolean {
  if (!/^rediss?:\/\//.test(url) || !URL.canParse(url)) return false;
  const { hostname, pathname, search } = new URL(url);
  return hostname !== '' && /^\/?\d*$/.test(pathname) && search === '';
}

function pathIn(url: string): string {
  const path = url.slice('sqlite:'.length);
  if (path === '' || path.endsWith('/') || path.includes('\0')) {
    throw new SettingsError(['STORAGE_URL has no file after "sqlite:". Write it like sqlite:data/conversations.sqlite']);
  }
  if (path === ':memory:') throw new SettingsError(['STORAGE_URL must be "memory:" to keep nothing on disk.']);
  return path;
}

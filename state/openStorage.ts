import { SettingsError } from '../common/errors.ts';
import type { ConversationStorage, StorageOptions } from './conversationStorage.ts';
import { MemoryStorage } from './memoryStorage.ts';
import { SqliteStorage } from './sqliteStorage.ts';

/**
 * Chooses the engine that `STORAGE_URL` names: `sqlite:` with a file path, or `memory:`.
 *
 * Opens nothing yet: a disk that is full or missing shows at the first call, and may mend later.
 *
 * @throws SettingsError for anything else. The address is not repeated: it may hold a password.
 */
export function openStorage(url: string, options: StorageOptions): ConversationStorage {
  if (url === 'memory:') return new MemoryStorage(options);
  if (url.startsWith('sqlite:')) return new SqliteStorage(pathIn(url), options);
  throw new SettingsError(['STORAGE_URL must be "sqlite:" and the path of a file, or "memory:".']);
}

function pathIn(url: string): string {
  const path = url.slice('sqlite:'.length);
  if (path === '' || path.endsWith('/') || path.includes('\0')) {
    throw new SettingsError(['STORAGE_URL has no file after "sqlite:". Write it like sqlite:data/conversations.sqlite']);
  }
  if (path === ':memory:') throw new SettingsError(['STORAGE_URL must be "memory:" to keep nothing on disk.']);
  return path;
}

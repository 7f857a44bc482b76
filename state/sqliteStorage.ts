import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../common/message.ts';
import { ConflictError, StorageError } from './conversationStorage.ts';
import type { ConversationStorage, ItemChanges, QuarantineCode } from './conversationStorage.ts';
import type { StorageOptions, StoredItem, StoredItems } from './conversationStorage.ts';
import { itemOf, rowsOf } from './itemRow.ts';
import { damageOf, isBroken, isPassing, openFile, removeOldSetAside, setAside, troubleOf } from './sqliteFile.ts';
import type { SqliteTable } from './sqliteTable.ts';

/**
 * Keeps items in one SQLite file. What was acknowledged survives a killed process; a power cut may take the last turns.
 *
 * Each call blocks the event loop while it runs. Opens at the first call, and again after a fault that closed the
 * file. A damaged file is set aside for a day and a new one begun. What was deleted or replaced may stand in the
 * write-ahead log until the next `sweep`, then nowhere.
 */
export class SqliteStorage implements ConversationStorage {
  readonly #path: string;
  readonly #options: StorageOptions;
  #table: SqliteTable | undefined;
  /** Whether a whole file was checked. Once is enough: a disk that fails and returns must not pay for it each time. */
  #checked = false;
  #closed = false;

  constructor(path: string, options: StorageOptions) {
    // An absolute path is never taken for a URI or for SQLite's ":memory:".
    this.#path = resolve(path);
    this.#options = options;
  }

  async read(keys: readonly string[]): Promise<StoredItems> {
    return this.#attempt((table) => {
      const items = Object.create(null) as StoredItems;
      for (const key of keys) {
        const item = this.#readOne(table, key);
        if (item !== undefined) items[key] = item;
      }
      return items;
    });
  }

  async commit(changes: ItemChanges): Promise<ReadonlyMap<string, string>> {
    const rows = rowsOf(changes);
    this.#attempt((table) => {
      table.commit(rows, this.#options.clock());
    });
    return new Map(rows.map(({ key, row }) => [key, row.eTag]));
  }

  async write(changes: ItemChanges): Promise<void> {
    await this.commit(changes);
  }

  async delete(keys: readonly string[]): Promise<void> {
    this.#attempt((table) => {
      table.delete(keys);
    });
  }

  async sweep(now: Instant): Promise<number> {
    // Somebody deleted the file: what is still open has no name any more, and would be lost without a word.
    if (!existsSync(this.#path)) this.#letGo();

    let removedInAll = 0;
    let batch;
    do {
      batch = this.#attempt((table) => table.sweepBatch(now));
      removedInAll += batch.removed;
      await setImmediate();
    } while (batch.more);
    this.#attempt((table) => {
      table.emptyLog();
      removeOldSetAside(this.#path, now);
    });
    return removedInAll;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#letGo();
  }

  #readOne(table: SqliteTable, key: string): StoredItem | undefined {
    const row = table.read(key, this.#options.clock());
    const item = row && itemOf(row);
    if (row !== undefined && item === undefined) {
      table.delete([key]);
      this.#options.onQuarantine('STORAGE_RECORD_CORRUPT');
    }
    return item;
  }

  /** Does `work` on the open file, and once more on a new one if this one turns out to be damaged. */
  #attempt<T>(work: (table: SqliteTable) => T): T {
    if (this.#closed) throw new StorageError('The storage is closed.', { trouble: 'closed' });
    try {
      return this.#onSoundFile(work);
    } catch (error) {
      if (error instanceof ConflictError) throw error;
      if (!isPassing(error)) this.#letGo();
      const message = `The storage file in ${dirname(this.#path)} cannot be used now.`;
      throw new StorageError(message, { cause: error, trouble: troubleOf(error) });
    }
  }

  #onSoundFile<T>(work: (table: SqliteTable) => T): T {
    try {
      return work((this.#table ??= this.#open()));
    } catch (error) {
      if (!isBroken(error)) throw error;
      this.#quarantine('STORAGE_FILE_CORRUPT');
      return work((this.#table = this.#open()));
    }
  }

  #open(): SqliteTable {
    const damage = damageOf(this.#path);
    if (damage !== undefined) this.#quarantine(damage);
    const table = openFile(this.#path, { check: !this.#checked });
    this.#checked = true;
    return table;
  }

  #quarantine(code: QuarantineCode): void {
    this.#letGo();
    setAside(this.#path, this.#options.clock());
    this.#options.onQuarantine(code);
  }

  #letGo(): void {
    const table = this.#table;
    this.#table = undefined;
    table?.close();
  }
}

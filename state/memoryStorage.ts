import type { Instant } from '../common/message.ts';
import { ConflictError, StorageError } from './conversationStorage.ts';
import type { ConversationStorage, ItemChanges, StorageOptions, StoredItems } from './conversationStorage.ts';
import { itemOf, rowsOf } from './itemRow.ts';
import type { ItemRow, RowChange } from './itemRow.ts';

/** Keeps items in this process only: for tests, and for who wants nothing on disk. A restart forgets everything. */
export class MemoryStorage implements ConversationStorage {
  readonly #clock: () => Instant;
  readonly #rows = new Map<string, ItemRow>();
  #closed = false;

  constructor({ clock }: Pick<StorageOptions, 'clock'>) {
    this.#clock = clock;
  }

  async read(keys: readonly string[]): Promise<StoredItems> {
    this.#assertOpen();
    const items = Object.create(null) as StoredItems;
    for (const key of keys) {
      const row = this.#existing(key);
      if (row !== undefined) items[key] = itemOf(row);
    }
    return items;
  }

  async commit(changes: ItemChanges): Promise<ReadonlyMap<string, string>> {
    this.#assertOpen();
    const rows = rowsOf(changes);
    if (!rows.every((change) => this.#holds(change))) throw new ConflictError();

    for (const { key, row } of rows) this.#rows.set(key, row);
    return new Map(rows.map(({ key, row }) => [key, row.eTag]));
  }

  async write(changes: ItemChanges): Promise<void> {
    await this.commit(changes);
  }

  async delete(keys: readonly string[]): Promise<void> {
    this.#assertOpen();
    for (const key of keys) this.#rows.delete(key);
  }

  async sweep(now: Instant): Promise<number> {
    this.#assertOpen();
    const before = this.#rows.size;
    for (const [key, row] of this.#rows) if (isExpired(row, now)) this.#rows.delete(key);
    return before - this.#rows.size;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#rows.clear();
  }

  #assertOpen(): void {
    if (this.#closed) throw new StorageError('The storage is closed.', { trouble: 'closed' });
  }

  #existing(key: string): ItemRow | undefined {
    const row = this.#rows.get(key);
    return row === undefined || isExpired(row, this.#clock()) ? undefined : row;
  }

  #holds({ key, condition }: RowChange): boolean {
    if (condition === 'anything') return true;
    const eTag = this.#existing(key)?.eTag;
    return condition === 'missing' ? eTag === undefined : eTag === condition.eTag;
  }
}

function isExpired({ expiresAt }: ItemRow, now: Instant): boolean {
  return expiresAt !== null && expiresAt <= now;
}

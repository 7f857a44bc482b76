import type { Storage } from 'botbuilder';
import { AppError } from '../common/errors.ts';
import type { Instant } from '../common/message.ts';

/**
 * Bot Framework's `Storage` with rules that all our engines keep alike, so that no turn overwrites another.
 *
 * The `eTag` of an item to store says what must be true for it to be stored:
 * absent or `'*'`, nothing (the last writer wins); `'new'`, that the key does not exist; any other, that the stored
 * item still has exactly this eTag. An item that was deleted or has expired does not exist, so it cannot come back.
 * Every stored version gets an eTag that no key ever had before.
 *
 * Reads and commits copy: changing an item afterwards changes nothing here.
 */
export interface ConversationStorage extends Storage {
  /** Gives the items that exist, by key, each with its `eTag`. The object has no prototype. */
  read(keys: readonly string[]): Promise<StoredItems>;

  /**
   * Stores all items or none, and gives the new eTag of each key. The items passed in are not touched.
   *
   * @throws ConflictError when an eTag does not hold: read again, decide again, commit again.
   * @throws StorageError when the engine cannot store now; nothing was stored, a later call may succeed.
   */
  commit(changes: ItemChanges): Promise<ReadonlyMap<string, string>>;

  /** Does what `commit` does and gives nothing back, as Bot Framework expects. */
  write(changes: ItemChanges): Promise<void>;

  /** Deletes all items or none. A key that does not exist is no error. */
  delete(keys: readonly string[]): Promise<void>;

  /** Removes for good what had expired at `now`, and gives how many items that was. Turns may run in between. */
  sweep(now: Instant): Promise<number>;

  /** Waits for a storage that went away only just now. `false`: it is not away, or not back soon. Absent: never is. */
  isBackSoon?(): Promise<boolean>;

  /** Ends all use; every later call rejects with `StorageError`. Closing twice is no error. */
  close(): Promise<void>;
}

/** What an engine is given. */
export interface StorageOptions {
  readonly clock: () => Instant;
  /** Told each time stored data turned out to be damaged and was left out. Conversations were lost. */
  readonly onQuarantine: (code: QuarantineCode) => void;
}

/** What was damaged: the file (unreadable, cut to nothing, of another version), or one record in a sound file. */
export type QuarantineCode =
  | 'STORAGE_FILE_CORRUPT'
  | 'STORAGE_FILE_EMPTY'
  | 'STORAGE_FILE_VERSION'
  | 'STORAGE_RECORD_CORRUPT';

/** An item to store: any fields that JSON can hold. Reading gives them back, with a new `eTag`. */
export interface ItemToStore {
  readonly [field: string]: unknown;
  readonly eTag?: string;
  /** From this instant on the item does not exist. Absent: it never expires. */
  readonly expiresAt?: Instant;
}

/** An item as read. */
export interface StoredItem extends ItemToStore {
  readonly eTag: string;
}

export type ItemChanges = Readonly<Record<string, ItemToStore>>;
export type StoredItems = Record<string, StoredItem | undefined>;

/** The stored item is not the one that was expected: changed, created or deleted in between. Expected under load. */
export class ConflictError extends AppError {
  override readonly name = 'ConflictError';

  constructor() {
    super('STORAGE_CONFLICT', 'The record was changed, created or deleted since it was read.');
  }
}

/** What is wrong with an engine, for an operator: a word for `/readyz` that tells where to look. */
export type StorageTrouble = 'closed' | 'gone' | 'hangs' | 'full' | 'read-only' | 'refused' | 'busy' | 'faulty';

/**
 * The engine cannot read or store now; `trouble` and `cause` say why. Nothing was half stored.
 *
 * After `hangs` and `gone` a commit may all the same have been stored: its answer was lost. The eTag tells.
 */
export class StorageError extends AppError {
  override readonly name = 'StorageError';
  readonly trouble: StorageTrouble;

  constructor(message: string, options: ErrorOptions & { readonly trouble?: StorageTrouble } = {}) {
    super('STORAGE_UNAVAILABLE', message, options);
    this.trouble = options.trouble ?? 'faulty';
  }
}

/** The caller passed what no engine can store. A fault in the program; the message never holds what was passed. */
export class ItemError extends AppError {
  override readonly name = 'ItemError';

  constructor(message: string) {
    super('STORAGE_ITEM_INVALID', message);
  }
}

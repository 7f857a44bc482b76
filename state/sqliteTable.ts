import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant } from '../common/message.ts';
import { ConflictError } from './conversationStorage.ts';
import type { ItemRow, RowChange } from './itemRow.ts';

/** Items and pages one step of a sweep takes, so that a turn never waits long for it. */
const SWEEP_BATCH = 500;

const STORE = `INSERT INTO item (key, json, eTag, expiresAt) VALUES (:key, :json, :eTag, :expiresAt)
  ON CONFLICT (key) DO UPDATE SET json = excluded.json, eTag = excluded.eTag, expiresAt = excluded.expiresAt`;

const SQL = {
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  read: 'SELECT json, eTag, expiresAt FROM item WHERE key = ? AND (expiresAt IS NULL OR expiresAt > ?)',
  store: STORE,
  create: `${STORE} WHERE item.expiresAt <= :now`,
  replace: `UPDATE item SET json = :json, eTag = :eTag, expiresAt = :expiresAt
    WHERE key = :key AND eTag = :expected AND (expiresAt IS NULL OR expiresAt > :now)`,
  delete: 'DELETE FROM item WHERE key = ?',
  sweep: 'DELETE FROM item WHERE rowid IN (SELECT rowid FROM item WHERE expiresAt <= ? LIMIT ?)',
} as const;

/** The one table of an open file, with every statement prepared once. Throws SQLite's errors as they are. */
export class SqliteTable {
  readonly #database: DatabaseSync;
  readonly #statements: Readonly<Record<keyof typeof SQL, StatementSync>>;

  constructor(database: DatabaseSync) {
    const prepare = (name: keyof typeof SQL): StatementSync => database.prepare(SQL[name]);
    this.#database = database;
    this.#statements = {
      begin: prepare('begin'),
      commit: prepare('commit'),
      read: prepare('read'),
      store: prepare('store'),
      create: prepare('create'),
      replace: prepare('replace'),
      delete: prepare('delete'),
      sweep: prepare('sweep'),
    };
  }

  /** Gives the row, as it stands in the file, damaged or not. Undefined when there is none or it had expired. */
  read(key: string, now: Instant): ItemRow | undefined {
    const row = this.#statements.read.get(columnOf(key), now);
    if (row === undefined) return undefined;
    const { json, eTag, expiresAt } = row;
    return { json: String(json), eTag: String(eTag), expiresAt: typeof expiresAt === 'number' ? expiresAt : null };
  }

  /**
   * Stores all rows or none.
   *
   * @throws ConflictError when a condition does not hold.
   */
  commit(changes: readonly RowChange[], now: Instant): void {
    const store = (change: RowChange): void => {
      if (!this.#store(change, now)) throw new ConflictError();
    };
    const [only, ...others] = changes;
    // A statement alone is its own transaction, and a turn commits one record: twice as quick.
    if (only !== undefined && others.length === 0) store(only);
    else this.#inTransaction(() => changes.forEach(store));
  }

  /** Deletes all rows or none. */
  delete(keys: readonly string[]): void {
    this.#inTransaction(() => {
      for (const key of keys) this.#statements.delete.run(columnOf(key));
    });
  }

  /** Deletes a batch of rows that had expired, and gives back some of the file's empty pages. */
  sweepBatch(now: Instant): { readonly removed: number; readonly more: boolean } {
    const removed = Number(this.#statements.sweep.run(now, SWEEP_BATCH).changes);
    this.#database.exec(`PRAGMA incremental_vacuum(${SWEEP_BATCH})`);
    return { removed, more: removed === SWEEP_BATCH };
  }

  /** Empties the write-ahead log into the file, so that nothing deleted or replaced lingers in it. */
  emptyLog(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** Closes the file, which undoes a transaction that is still open. */
  close(): void {
    this.#database.close();
  }

  #store({ key, row, condition }: RowChange, now: Instant): boolean {
    const columns = { key: columnOf(key), json: row.json, eTag: row.eTag, expiresAt: row.expiresAt };
    if (condition === 'anything') return this.#statements.store.run(columns).changes === 1;
    if (condition === 'missing') return this.#statements.create.run({ ...columns, now }).changes === 1;
    return this.#statements.replace.run({ ...columns, now, expected: condition.eTag }).changes === 1;
  }

  #inTransaction(work: () => void): void {
    this.#statements.begin.run();
    try {
      work();
      this.#statements.commit.run();
    } catch (error) {
      // After some faults, such as a full disk, SQLite has already undone it.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}

/** A key as stored. JSON keeps apart what UTF-8 cannot: keys that hold half of a surrogate pair. */
function columnOf(key: string): string {
  return JSON.stringify(key);
}

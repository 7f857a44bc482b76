import { chmodSync, closeSync, existsSync, linkSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { readSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError, errorCode } from '../common/errors.ts';
import type { Instant } from '../common/message.ts';
import type { QuarantineCode, StorageTrouble } from './conversationStorage.ts';
import { SqliteTable } from './sqliteTable.ts';

/** How long a damaged file is kept for an operator to look at. As long as an idle conversation may live, no longer. */
export const SET_ASIDE_KEPT_MS = 24 * 60 * 60 * 1000;

/** Marks a SQLite file as ours: "imhb". */
const APPLICATION_ID = 0x696d6862;
const FORMAT_VERSION = 1;

/** SQLite waits this long for another process that is writing. The event loop waits with it, so it is short. */
const BUSY_TIMEOUT_MS = 25;

const CREATE = `
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA secure_delete = ON;
  PRAGMA journal_mode = WAL;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT_VERSION};
  CREATE TABLE item (key TEXT NOT NULL PRIMARY KEY, json TEXT NOT NULL, eTag TEXT NOT NULL, expiresAt REAL) STRICT;
  CREATE INDEX itemByExpiry ON item (expiresAt) WHERE expiresAt IS NOT NULL;
`;

/** What a killed process must survive, and what must not linger. `cell_size_check` finds damage before it spreads. */
const CONNECT = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
  PRAGMA cell_size_check = ON;
`;

/** A larger file is not checked whole when opened: reading 100 MB takes about a tenth of a second. */
const CHECK_AT_MOST_BYTES = 100_000_000;

/** SQLite's result codes for a file that is not, or no longer, what we made: ERROR, CORRUPT, FORMAT, NOTADB. */
const BROKEN = new Set([1, 11, 24, 26]);

/** Result codes after which the open file is still good: BUSY, LOCKED, NOMEM, FULL. */
const PASSING = new Set([5, 6, 7, 13]);

/** SQLite's result codes, and the system's, by what an operator looks at. */
const TROUBLES = new Map<number | string, StorageTrouble>([
  [5, 'busy'],
  [6, 'busy'],
  [8, 'read-only'],
  [13, 'full'],
  [14, 'gone'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'refused'],
  ['EPERM', 'refused'],
  ['ENOENT', 'gone'],
  ['ENOTDIR', 'gone'],
]);

/** The whole file was checked and is not sound. Never leaves this folder: the file is set aside. */
class DamagedFileError extends AppError {
  override readonly name = 'DamagedFileError';

  constructor() {
    super('STORAGE_FILE_CORRUPT', 'The storage file is damaged.');
  }
}

/**
 * Opens the file, making it and its folder if missing, readable by this user only.
 *
 * With `check` the whole file is checked, unless it is too large: a page damaged just so can swallow what is stored
 * in it without an error.
 *
 * @throws SQLite's or the file system's error; see `isBroken` and `isPassing`.
 */
export function openFile(path: string, { check }: { readonly check: boolean }): SqliteTable {
  if (!existsSync(path)) createFile(path);
  chmodSync(path, 0o600);
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec(CONNECT);
    if (check && statSync(path).size <= CHECK_AT_MOST_BYTES) assertSound(database);
    return new SqliteTable(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Says what is wrong with the file, from its first bytes. Undefined: nothing seen, or there is no file yet. */
export function damageOf(path: string): QuarantineCode | undefined {
  if (!existsSync(path)) return undefined;
  const header = headerOf(path);
  if (header.length === 0) return 'STORAGE_FILE_EMPTY';
  if (header.length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'STORAGE_FILE_CORRUPT';
  // SQLite opens a format above 2 read-only, without an error, and it would never mend.
  if (Math.max(header.readUInt8(18), header.readUInt8(19)) > 2) return 'STORAGE_FILE_CORRUPT';
  return isOurs(header) && header.readInt32BE(60) === FORMAT_VERSION ? undefined : 'STORAGE_FILE_VERSION';
}

/** Renames the file, and what SQLite keeps beside it, out of the way. It must be closed. */
export function setAside(path: string, now: Instant): void {
  const aside = `${path}.set-aside-${now}`;
  renameSync(path, aside);
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`);
  removeCompanions(path);
}

/**
 * Deletes files set aside more than `SET_ASIDE_KEPT_MS` ago: they hold what parents were told would be gone.
 *
 * A file without our mark stays: whoever mistyped the path gets their file back by renaming it.
 */
export function removeOldSetAside(path: string, now: Instant): void {
  const prefix = `${basename(path)}.set-aside-`;
  for (const name of readdirSync(dirname(path)).filter((candidate) => candidate.startsWith(prefix))) {
    const since = Number(name.slice(prefix.length));
    const aside = join(dirname(path), name);
    if (now - since >= SET_ASIDE_KEPT_MS && isOurs(headerOf(aside))) {
      rmSync(`${aside}-wal`, { force: true });
      rmSync(aside);
    }
  }
}

/** Whether the file itself is damaged, so that only a new one helps. */
export function isBroken(error: unknown): boolean {
  return error instanceof DamagedFileError || BROKEN.has(sqliteCode(error));
}

/** Whether the fault is outside the open file and passes by itself, so that it may stay open. */
export function isPassing(error: unknown): boolean {
  return PASSING.has(sqliteCode(error));
}

/** What is wrong, in an operator's words. */
export function troubleOf(error: unknown): StorageTrouble {
  return TROUBLES.get(sqliteCode(error)) ?? TROUBLES.get(errorCode(error)) ?? 'faulty';
}

/** Makes the file under another name first, so that a half-made or empty file never stands at `path`. */
function createFile(path: string): void {
  const draft = `${path}.new-${process.pid}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // A log left by a file that somebody deleted would be played into the new one.
  removeCompanions(path);
  try {
    closeSync(openSync(draft, 'w', 0o600));
    const database = new DatabaseSync(draft);
    try {
      database.exec(CREATE);
    } finally {
      database.close();
    }
    putInPlace(draft, path);
  } finally {
    rmSync(draft, { force: true });
    removeCompanions(draft);
  }
}

/** Names the draft `path`, unless another process that starts too was faster: then its file is everybody's. */
function putInPlace(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch {
    // Or the file system has no links.
    if (!existsSync(path)) renameSync(draft, path);
  }
}

function assertSound(database: DatabaseSync): void {
  const finding = database.prepare('PRAGMA integrity_check(1)').get();
  if (finding?.['integrity_check'] !== 'ok') throw new DamagedFileError();
}

function removeCompanions(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

function headerOf(path: string): Buffer {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    return header.subarray(0, readSync(file, header, 0, header.length, 0));
  } finally {
    closeSync(file);
  }
}

function isOurs(header: Buffer): boolean {
  return header.length >= 72 && header.readUInt32BE(68) === APPLICATION_ID;
}

/** SQLite's primary result code. 0 for an error that is not SQLite's. */
function sqliteCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
}

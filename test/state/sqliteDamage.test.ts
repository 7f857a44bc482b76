import { closeSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import type { QuarantineCode } from '../../state/conversationStorage.ts';
import { SET_ASIDE_KEPT_MS } from '../../state/sqliteFile.ts';
import { SqliteStorage } from '../../state/sqliteStorage.ts';
import { codeOf } from './storageContract.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const NOW = Date.UTC(2026, 4, 1);
const LEAF_PAGE = 13;
const FILE = 'conversations.sqlite';

describe('SqliteStorage and a damaged file', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), FILE);
  let told: QuarantineCode[];
  let now: number;
  beforeEach(() => {
    told = [];
    now = NOW;
  });

  const open = (): SqliteStorage => new SqliteStorage(path(), {
    clock: () => now,
    onQuarantine: (code) => told.push(code),
  });

  const withStorage = async <T>(use: (storage: SqliteStorage) => Promise<T>): Promise<T> => {
    const storage = open();
    try {
      return await use(storage);
    } finally {
      await storage.close();
    }
  };

  const storeMany = (): Promise<unknown> => withStorage((storage) => storage.commit(manyItems()));

  for (const { damage, code, spoil } of [
    { damage: 'is cut to nothing', code: 'STORAGE_FILE_EMPTY', spoil: () => truncateSync(path(), 0) },
    { damage: 'is cut to 50 bytes', code: 'STORAGE_FILE_CORRUPT', spoil: () => truncateSync(path(), 50) },
    { damage: 'is cut in half', code: 'STORAGE_FILE_CORRUPT', spoil: () => truncateSync(path(), statSync(path()).size / 2) },
    { damage: 'is no database', code: 'STORAGE_FILE_CORRUPT', spoil: () => writeFileSync(path(), 'x'.repeat(9000)) },
    { damage: 'has a damaged schema', code: 'STORAGE_FILE_CORRUPT', spoil: () => overwrite(path(), 100, 4000) },
    { damage: 'says it may only be read', code: 'STORAGE_FILE_CORRUPT', spoil: () => overwrite(path(), 18, 1) },
    { damage: 'counts its free bytes wrongly', code: 'STORAGE_FILE_CORRUPT', spoil: () => miscount(path()) },
    { damage: 'is of a later version', code: 'STORAGE_FILE_VERSION', spoil: () => change(path(), 'PRAGMA user_version = 2') },
    { damage: 'is another program’s', code: 'STORAGE_FILE_VERSION', spoil: () => change(path(), 'PRAGMA application_id = 7') },
  ] as const) {
    it(`sets the file aside, says so and begins a new one when it ${damage}`, async () => {
      await storeMany();
      spoil();
      const spoilt = readFileSync(path());

      await withStorage(async (storage) => {
        expect(await storage.read(['item-1'])).to.be.empty;
        await storage.commit({ after: { step: 1, eTag: 'new' } });
      });
      expect(told).to.deep.equal([code]);
      expect(readFileSync(`${path()}.set-aside-${NOW}`).equals(spoilt)).to.equal(true);
      expect((await withStorage((storage) => storage.read(['after'])))['after']?.['step']).to.equal(1);
      expect(told).to.deep.equal([code]);
    });
  }

  it('finds damage that comes while it is open, and goes on with a new file', async () => {
    await withStorage(async (storage) => {
      await storage.commit(manyItems());
      await storage.sweep(NOW);
      overwrite(path(), 4096 * 2, statSync(path()).size - 4096 * 2);

      await storage.read(Object.keys(manyItems()));
      expect(told).to.deep.equal(['STORAGE_FILE_CORRUPT']);
      expect(await codeOf(storage.commit({ 'item-1': { eTag: 'from-before' } }))).to.equal('STORAGE_CONFLICT');
      await storage.commit({ 'item-1': { step: 1, eTag: 'new' } });
    });
  });

  it('opens its file again after a fault that the open one does not get over', async () => {
    await withStorage(async (storage) => {
      await storage.commit({ before: { step: 1 } });
      await storage.sweep(NOW);
      // More than SQLite keeps in memory, and not yet enough for it to empty the log by itself.
      await storage.commit(manyItems(800));
      truncateSync(`${path()}-wal`, 0);

      expect(await codeOf(storage.read(Object.keys(manyItems(800))))).to.equal('STORAGE_UNAVAILABLE');
      expect((await storage.read(['before']))['before']?.['step']).to.equal(1);
      await storage.commit({ after: { step: 1 } });
    });
    expect(told).to.be.empty;
  });

  it('drops a single record that is no JSON, says so, and keeps the others', async () => {
    await storeMany();
    change(path(), `UPDATE item SET json = '{"cut' WHERE key = '"item-1"'`);
    await withStorage(async (storage) => {
      expect(Object.keys(await storage.read(['item-1', 'item-2']))).to.deep.equal(['item-2']);
      expect(told).to.deep.equal(['STORAGE_RECORD_CORRUPT']);
      await storage.commit({ 'item-1': { eTag: 'new' } });
    });
  });

  it('starts, stores and reads after each of 100 random kinds of damage', async () => {
    await withStorage((storage) => storage.commit(manyItems(30)));
    const sound = readFileSync(path());
    const random = randomNumbers(20260501);
    for (let round = 0; round < 100; round += 1) {
      writeFileSync(path(), damaged(sound, random));
      const codes = await withStorage(async (storage) => [
        await codeOf(storage.read(['item-1', 'item-20'])),
        await codeOf(storage.commit({ after: { round } })),
        await codeOf(storage.sweep(NOW)),
        await codeOf(storage.delete(['item-2'])),
      ]);
      expect(codes, `round ${round}`).to.deep.equal(['none', 'none', 'none', 'none']);
    }
    expect(told.length).to.be.greaterThan(20);
  });

  it('does not play a log left behind into a new file', async () => {
    const storage = open();
    await storage.commit(manyItems());
    const log = readFileSync(`${path()}-wal`);
    await storage.close();
    expect(log.length).to.be.greaterThan(4096);
    rmSync(path());
    writeFileSync(`${path()}-wal`, log);

    expect(await withStorage((begun) => begun.read(['item-1']))).to.be.empty;
  });

  it('begins a new file at the next sweep after somebody deleted it', async () => {
    await withStorage(async (storage) => {
      await storage.commit({ a: { step: 1 } });
      rmSync(path());
      await storage.sweep(NOW);
      expect(await storage.read(['a'])).to.be.empty;
      await storage.commit({ b: { step: 1 } });
    });
    expect((await withStorage((storage) => storage.read(['b'])))['b']?.['step']).to.equal(1);
  });

  it('deletes its own file a day after setting it aside, and leaves a stranger’s file alone', async () => {
    await storeMany();
    overwrite(path(), 18, 1);
    writeFileSync(`${path()}-wal`, 'its log');
    await withStorage((storage) => storage.read([]));
    now += 1;
    writeFileSync(path(), 'somebody’s notes, at a path somebody mistyped');
    const setAside = (): string[] => readdirSync(folder()).filter((name) => name.includes('set-aside'));

    await withStorage(async (storage) => {
      await storage.sweep(NOW + SET_ASIDE_KEPT_MS - 1);
      expect(setAside()).to.deep.equal([`${FILE}.set-aside-${NOW}`, `${FILE}.set-aside-${NOW}-wal`, `${FILE}.set-aside-${NOW + 1}`]);
      await storage.sweep(NOW + SET_ASIDE_KEPT_MS + 1);
      expect(setAside()).to.deep.equal([`${FILE}.set-aside-${NOW + 1}`]);
    });
  });
});

/** Items of 3 KB. A thousand of them are more than SQLite keeps in memory. */
function manyItems(count = 1000): Record<string, { filler: string }> {
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [`item-${number}`, { filler: 'x'.repeat(3000) }]));
}

/** A copy with a few bytes changed: most often in the header, or at the start of a page, where they hurt most. */
function damaged(sound: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(sound);
  const reach = [100, 40, 4096][random(3)] ?? 0;
  const page = reach === 100 ? 0 : random(copy.length / 4096) * 4096;
  for (let change = 0; change < 5; change += 1) copy[page + random(reach)] = random(256);
  return random(4) === 0 ? copy.subarray(0, random(copy.length)) : copy;
}

/** The same whole numbers from 0 to below a bound, for the same seed. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

function overwrite(path: string, from: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0x5a), 0, length, from);
  closeSync(file);
}

/** Damages a page of items so that SQLite can still read it, and might lose what is stored in it next. */
function miscount(path: string): void {
  const bytes = readFileSync(path);
  for (let page = 4096; page < bytes.length; page += 4096) {
    if (bytes[page] !== LEAF_PAGE) continue;
    overwrite(path, page + 7, 1);
    return;
  }
  expect.fail('the file has no page of items');
}

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

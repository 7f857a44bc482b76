import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { StorageError } from '../../state/conversationStorage.ts';
import { SqliteStorage } from '../../state/sqliteStorage.ts';
import { codeOf } from './storageContract.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const DISK_BYTES = 2 * 1024 * 1024;
const BIG = 'x'.repeat(100_000);

describe('SqliteStorage when it cannot write', () => {
  const folder = temporaryFolder();
  let opened: SqliteStorage | undefined;

  const open = (path: string): SqliteStorage => {
    opened = new SqliteStorage(path, { clock: Date.now, onQuarantine: (code) => expect.fail(code) });
    return opened;
  };
  afterEach(() => opened?.close());

  it('refuses while another process is writing, reads all the same, and goes on when that is done', async () => {
    const path = join(folder(), 'conversations.sqlite');
    const storage = open(path);
    await storage.commit({ a: { step: 1 } });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');

    expect(await codeOf(storage.commit({ a: { step: 2 } }))).to.equal('STORAGE_UNAVAILABLE');
    expect((await storage.read(['a']))['a']?.['step']).to.equal(1);
    other.exec('ROLLBACK');
    other.close();
    await storage.commit({ a: { step: 3 } });
    expect((await storage.read(['a']))['a']?.['step']).to.equal(3);
  });

  it('refuses, with the cause, while its folder cannot be made, and begins once it can', async () => {
    const blocked = join(folder(), 'blocked');
    writeFileSync(blocked, 'a file where the folder belongs');
    const storage = open(join(blocked, 'deep', 'conversations.sqlite'));

    const error: unknown = await storage.read(['a']).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(StorageError).with.nested.property('cause.code');
    expect(await codeOf(storage.sweep(0))).to.equal('STORAGE_UNAVAILABLE');
    rmSync(blocked);
    await storage.commit({ a: { step: 1 } });
    expect((await storage.read(['a']))['a']?.['step']).to.equal(1);
  });

  describe('on a small disk of its own', () => {
    let disk = '';
    beforeEach(function () {
      disk = folder();
      // Where mounting is forbidden this shows as pending; a file limit then still stands in for the full disk.
      if (!mountSmallDisk(disk)) this.skip();
    });
    afterEach(async () => {
      await opened?.close();
      spawnSync('umount', [disk]);
    });

    it('refuses when the disk is full, keeps and reads all it had, stores no half, and goes on once there is room', async () => {
      const storage = open(join(disk, 'conversations.sqlite'));
      await storage.commit({ a: { step: 1 }, b: { step: 1 } });
      fill(disk);

      expect(await codeOf(storage.commit({ a: { step: 2 }, big: { BIG }, b: { step: 2 } }))).to.equal('STORAGE_UNAVAILABLE');
      fill(disk, 'more');
      const full = await storage.read(['a', 'b', 'big']);
      expect([full['a']?.['step'], full['b']?.['step'], full['big']]).to.deep.equal([1, 1, undefined]);

      rmSync(join(disk, 'filler'));
      await storage.commit({ a: { step: 3, eTag: full['a']?.eTag ?? '' }, big: { BIG } });
      expect((await storage.read(['a']))['a']?.['step']).to.equal(3);
    });

    it('refuses to begin on a full disk, leaves nothing half made, and begins once there is room', async () => {
      fill(disk);
      const storage = open(join(disk, 'conversations.sqlite'));
      expect(await codeOf(storage.commit({ a: {} }))).to.equal('STORAGE_UNAVAILABLE');
      rmSync(join(disk, 'filler'));
      await storage.commit({ a: { step: 1 } });
      expect((await storage.read(['a']))['a']?.['step']).to.equal(1);
    });

    it('refuses on a read-only disk and goes on, with all it had, once it may write', async () => {
      const before = open(join(disk, 'conversations.sqlite'));
      await before.commit({ a: { step: 1 } });
      await before.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);

      const storage = open(join(disk, 'conversations.sqlite'));
      expect(await codeOf(storage.commit({ a: { step: 2 } }))).to.equal('STORAGE_UNAVAILABLE');
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      expect((await storage.read(['a']))['a']?.['step']).to.equal(1);
      await storage.commit({ a: { step: 3 } });
    });
  });
});

function mountSmallDisk(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', folder]).status === 0;
}

/** Leaves not one free byte. */
function fill(disk: string, name = 'filler'): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, name), Buffer.alloc(bavail * bsize, 1));
  expect(statfsSync(disk).bavail).to.equal(0);
}

import { chmodSync, copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import type { ItemChanges } from '../../state/conversationStorage.ts';
import { SqliteStorage } from '../../state/sqliteStorage.ts';
import { describeStorage } from './storageContract.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const NOW = Date.UTC(2026, 4, 1);

describe('SqliteStorage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'storage-'));
  let opened = 0;
  after(() => rmSync(folder, { recursive: true }));

  describeStorage('SqliteStorage', (clock) => {
    opened += 1;
    return soundStorage(join(folder, `${opened}.sqlite`), clock);
  });
});

describe('SqliteStorage, its file', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'deep', 'data', 'conversations.sqlite');
  let storage: SqliteStorage;
  beforeEach(() => {
    storage = soundStorage(path());
  });
  afterEach(() => storage.close());

  it('makes its folder, and lets nobody but its user read any of it', async () => {
    await storage.commit({ a: { step: 1 } });
    expect(modesIn(dirname(path()))).to.deep.equal({
      'conversations.sqlite': '600', 'conversations.sqlite-shm': '600', 'conversations.sqlite-wal': '600',
    });
    expect(statSync(dirname(path())).mode & 0o777).to.equal(0o700);
  });

  it('closes a file to others that was open to them', async () => {
    await storage.commit({ a: { step: 1 } });
    await storage.close();
    // As an operator's copy command may leave it.
    const copy = join(folder(), 'copied.sqlite');
    copyFileSync(path(), copy);
    chmodSync(copy, 0o644);
    const copied = soundStorage(copy);
    expect((await copied.read(['a']))['a']?.['step']).to.equal(1);
    await copied.close();
    expect(statSync(copy).mode & 0o777).to.equal(0o600);
  });

  it('shares the file with a second process, and keeps the rules between them', async () => {
    const second = soundStorage(path());
    const eTag = (await storage.commit({ a: { step: 1 } })).get('a') ?? '';
    await second.commit({ a: { step: 2, eTag } });
    expect((await storage.read(['a']))['a']?.['step']).to.equal(2);
    await second.close();
  });

  it('keeps everything over a restart', async () => {
    const eTag = (await storage.commit({ a: { step: 1, expiresAt: NOW + 1 } })).get('a');
    await storage.close();
    storage = soundStorage(path());
    expect((await storage.read(['a']))['a']).to.deep.equal({ step: 1, eTag, expiresAt: NOW + 1 });
  });

  it('goes on from a backup that SQLite made', async () => {
    await storage.commit({ a: { step: 1 } });
    const backup = join(folder(), 'backup.sqlite');
    const database = new DatabaseSync(path());
    database.prepare('VACUUM INTO ?').run(backup);
    database.close();

    const restored = soundStorage(backup);
    expect((await restored.read(['a']))['a']?.['step']).to.equal(1);
    await restored.commit({ a: { step: 2 } });
    await restored.close();
  });

  it('leaves no trace of what was deleted, replaced or expired once it has swept, and gives the room back', async () => {
    const keys = Array.from({ length: 400 }, (_, number) => `canary-key-${number}`);
    const items = (end: object): ItemChanges =>
      Object.fromEntries(keys.map((key, number) => [key, { text: `canary-text ${'z'.repeat(number * 20)}`, ...end }]));
    await storage.commit(items({}));
    await storage.commit({ kept: { text: 'kept' }, replaced: { text: 'canary-text' } });
    await storage.delete(keys.slice(0, 200));
    await storage.commit(Object.fromEntries(keys.slice(200).map((key) => [key, { text: 'short', expiresAt: NOW - 1 }])));
    await storage.commit({ replaced: { text: 'short' } });
    expect(bytesIn(dirname(path()))).to.include('canary-text');

    await storage.sweep(NOW);
    expect(bytesIn(dirname(path()))).to.include('kept').and.not.include('canary');
    expect(statSync(path()).size).to.be.lessThan(64 * 1024);
  });
});

function soundStorage(path: string, clock = (): number => NOW): SqliteStorage {
  return new SqliteStorage(path, { clock, onQuarantine: (code) => expect.fail(`nothing is damaged here: ${code}`) });
}

function modesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  );
}

function bytesIn(folder: string): string {
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('');
}

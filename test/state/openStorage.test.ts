import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { SettingsError } from '../../common/errors.ts';
import type { StorageOptions } from '../../state/conversationStorage.ts';
import { MemoryStorage } from '../../state/memoryStorage.ts';
import { openStorage } from '../../state/openStorage.ts';
import { RedisStorage } from '../../state/redisStorage.ts';
import { SqliteStorage } from '../../state/sqliteStorage.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const OPTIONS: StorageOptions = { clock: () => 0, onQuarantine: () => expect.fail('nothing is damaged here') };

describe('openStorage', () => {
  const folder = temporaryFolder();

  it('keeps everything in memory for "memory:"', async () => {
    const storage = openStorage('memory:', OPTIONS);
    expect(storage).to.be.instanceOf(MemoryStorage);
    await storage.close();
  });

  it('keeps everything in the file that "sqlite:" names', async () => {
    const path = join(folder(), 'conversations.sqlite');
    const storage = openStorage(`sqlite:${path}`, OPTIONS);
    expect(storage).to.be.instanceOf(SqliteStorage);
    await storage.commit({ a: {} });
    expect(existsSync(path)).to.equal(true);
    await storage.close();
  });

  for (const url of ['redis://127.0.0.1:6390', 'rediss://:secret@cache.example.org:6380/2']) {
    it(`keeps everything in the Redis that "${url.split(':')[0]}:" names, and asks it nothing yet`, async () => {
      const storage = openStorage(url, OPTIONS);
      expect(storage).to.be.instanceOf(RedisStorage);
      await storage.close();
    });
  }

  for (const url of ['', 'sqlite', 'sqlite:', 'sqlite:data/', 'sqlite::memory:', 'memory', 'SQLITE:x', 'redis:cache', 'redis://', 'redis://:secret@cache/x', 'redis://:secret@cache?db=1', 'https://:secret@cache']) {
    it(`names STORAGE_URL, and repeats no password, when it is "${url}"`, () => {
      expect(() => openStorage(url, OPTIONS)).to.throw(SettingsError, 'STORAGE_URL').with.property('message').not.include('secret');
    });
  }
});

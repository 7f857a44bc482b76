import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { SqliteStorage } from '../../state/sqliteStorage.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const WRITER = join(import.meta.dirname, 'recordWriter.ts');

describe('SqliteStorage when its process ends badly', () => {
  const folder = temporaryFolder();

  for (const killedAfter of [1, 40, 700]) {
    it(`keeps every acknowledged record when killed in the middle of writing, after ${killedAfter}`, async () => {
      const path = join(folder(), 'conversations.sqlite');
      const acknowledged = await killAfter(killedAfter, path);

      expect(acknowledged.length).to.be.at.least(killedAfter);
      await expectWhole(path, acknowledged);
    });
  }

  it('keeps every acknowledged record when it may not make its file larger, and refuses the next with a code', async () => {
    const path = join(folder(), 'conversations.sqlite');
    const command = 'ulimit -f 1000 && exec "$0" "$@"';
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command, process.execPath, WRITER, path]);

    const lines = stdout.trim().split('\n');
    expect(lines.pop()).to.equal('STORAGE_UNAVAILABLE');
    expect(lines.length).to.be.greaterThan(10);
    await expectWhole(path, lines.map(Number));
  });
});

/** Starts a writer, kills it once it has acknowledged `count` records, and gives all it had acknowledged until then. */
async function killAfter(count: number, path: string): Promise<number[]> {
  const writer = spawn(process.execPath, [WRITER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(writer, 'exit');
  const acknowledged: number[] = [];
  for await (const line of createInterface(writer.stdout)) {
    acknowledged.push(Number(line));
    if (acknowledged.length === count) writer.kill('SIGKILL');
  }
  expect(await ended).to.deep.equal([null, 'SIGKILL']);
  return acknowledged;
}

/** Asserts that the file is sound, holds every acknowledged record, and no half of a commit. */
async function expectWhole(path: string, acknowledged: readonly number[]): Promise<void> {
  const database = new DatabaseSync(path);
  expect(database.prepare('PRAGMA integrity_check').get()).to.deep.include({ integrity_check: 'ok' });
  database.close();

  const storage = new SqliteStorage(path, { clock: Date.now, onQuarantine: (code) => expect.fail(code) });
  const next = acknowledged.length;
  const items = await storage.read(['all', `record-${next}`, ...acknowledged.map((number) => `record-${number}`)]);
  await storage.close();

  expect(acknowledged.map((number) => items[`record-${number}`]?.['number'])).to.deep.equal(acknowledged);
  const last = items[`record-${next}`] === undefined ? next - 1 : next;
  expect(items['all']?.['number']).to.equal(last);
}

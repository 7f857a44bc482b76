import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { freePort, type RedisServer, startRedis } from '../state/redisServer.ts';
import { faultsIn } from './history.ts';
import { Parent } from './parent.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const DANGER = 'i want to hurt my baby';
const LOST = 'We had to restart. Nothing you wrote was kept.';
const RECOVERED_WITHIN_MS = 8000;

describe('the program without its store', function () {
  this.timeout(30_000);
  let folder: string;
  let redis: RedisServer;
  let started: Started | undefined;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.remove());
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(async () => {
    await started?.stop();
    started = undefined;
    removeFolder(folder);
  });

  const startOn = async (storageUrl: string): Promise<Parent> => {
    started = await start({ STORAGE_URL: storageUrl }, folder);
    return new Parent(() => started?.url ?? '').begin();
  };

  const readiness = async (): Promise<{ readonly status: number; readonly reasons: readonly string[] }> => {
    const response = await fetch(`${started?.url}/readyz`);
    return { status: response.status, ...((await response.json()) as { readonly reasons: readonly string[] }) };
  };

  it('starts although Redis is not there, answers, says so, and takes the stored key when it comes', async () => {
    await redis.stop();
    try {
      const parent = await startOn(redis.url);
      await parent.send('m1', CLINGY);
      await parent.send('m2', DANGER);
      expect((await parent.read()).map(({ text = '' }) => text).join(' ')).to.include('nothing to worry about').and.include('999');
      const { status, reasons } = await readiness();
      expect(status).to.equal(200);
      expect(reasons).to.include.members(['STORAGE_UNAVAILABLE: gone', 'TOKEN_KEYS_TEMPORARY']);
      await redis.start();
      await untilReady(readiness);
      const log = await parent.read();
      expect(faultsIn({ acknowledged: ['m1', 'm2'], log })).to.deep.equal([]);

      const second = await start({ STORAGE_URL: redis.url }, folder);
      const there = await new Parent(() => second.url).begin();
      await there.send('m1', CLINGY);
      const here = there.sameConversationAt(() => started?.url ?? '');
      expect((await here.read()).length).to.equal((await there.read()).length);
      await second.stop();
    } finally {
      await redis.stop();
      await redis.start();
    }
  });

  it('answers from memory while Redis is gone, keeps the thread, and stores all when it is back', async () => {
    const parent = await startOn(redis.url);
    await parent.send('m1', CLINGY);
    await redis.kill();
    try {
      await parent.send('m2', 'tell me more');
      await parent.send('m3', DANGER);
      const during = await parent.read();
      expect(during.map(({ text }) => text)).to.not.include(LOST);
      expect(faultsIn({ acknowledged: parent.acknowledged, log: during })).to.deep.equal([]);
    } finally {
      await redis.start();
    }
    await untilReady(readiness);
    await untilTrue(async () => String(await redis.ask('GET', `imhb:"conversation/${parent.conversationId}"`)).includes('m3'));
    expect(faultsIn({ acknowledged: parent.acknowledged, log: await parent.read() })).to.deep.equal([]);
  });

  it('answers while Redis hangs, at once in danger, and says why it is degraded', async () => {
    const parent = await startOn(redis.url);
    await parent.send('m1', CLINGY);
    redis.pause();
    try {
      await parent.send('m2', CLINGY);
      const began = performance.now();
      await parent.listen();
      await parent.send('m3', DANGER);
      expect(performance.now() - began).to.be.below(1500);
      expect((await readiness()).reasons).to.include('STORAGE_UNAVAILABLE: hangs');
    } finally {
      redis.resume();
      parent.leave();
    }
    await untilReady(readiness);
    expect(faultsIn({ acknowledged: parent.acknowledged, log: await parent.read() })).to.deep.equal([]);
  });

  it('goes on when Redis is full or only reads, and names which', async () => {
    const parent = await startOn(redis.url);
    for (const { breakIt, mend, reason } of [
      { breakIt: ['CONFIG', 'SET', 'maxmemory', '1'], mend: ['CONFIG', 'SET', 'maxmemory', '0'], reason: 'STORAGE_UNAVAILABLE: full' },
      { breakIt: ['REPLICAOF', '127.0.0.1', '1'], mend: ['REPLICAOF', 'NO', 'ONE'], reason: 'STORAGE_UNAVAILABLE: read-only' },
    ]) {
      await redis.ask(...breakIt);
      await parent.send(reason, CLINGY);
      expect((await readiness()).reasons).to.include(reason);
      await redis.ask(...mend);
      await untilReady(readiness);
    }
    await untilTrue(async () => faultsIn({ acknowledged: parent.acknowledged, log: await parent.read() }).length === 0);
  });

  it('begins anew and tells it when the file was corrupt, and never answers 404 or 500', async () => {
    const path = join(folder, 'conversations.sqlite');
    const keys = { TOKEN_KEYS: 'k'.repeat(40) };
    started = await start({ STORAGE_URL: `sqlite:${path}`, ...keys }, folder);
    const parent = await new Parent(() => started?.url ?? '').begin();
    await parent.send('m1', CLINGY);
    const { watermark } = await parent.poll();
    await started.stop();
    writeFileSync(path, 'x'.repeat(9000));
    started = await start({ STORAGE_URL: `sqlite:${path}`, ...keys }, folder);

    expect((await parent.read(watermark)).map(({ text }) => text)).to.include(LOST);
    await parent.send('m2', CLINGY);
    expect(parent.failures).to.equal(0);
    expect(started.logged.map(({ code }) => code)).to.include('STORAGE_FILE_CORRUPT');
  });

  it('starts although its folder cannot be made, answers, and stores once it can', async () => {
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, 'a file where the folder should be');
    const parent = await startOn(`sqlite:${blocked}/conversations.sqlite`);
    await parent.send('m1', CLINGY);
    expect((await readiness()).reasons.join()).to.match(/STORAGE_UNAVAILABLE: \w+/).and.include('TOKEN_KEYS_TEMPORARY');
    removeFolder(blocked);
    await untilReady(readiness);
    expect(faultsIn({ acknowledged: ['m1'], log: await parent.read() })).to.deep.equal([]);
    chmodSync(folder, 0o700);
  });

  it('says nothing of a password in the address', async () => {
    const parent = await startOn(`redis://:hunter22@127.0.0.1:${await freePort()}`);
    await parent.send('m1', CLINGY);
    const said = JSON.stringify([await readiness(), started?.logged]);
    expect(said).to.include('STORAGE_UNAVAILABLE').and.not.include('hunter22');
  });
});

type Reading = () => Promise<{ readonly reasons: readonly string[] }>;

async function untilReady(readiness: Reading): Promise<void> {
  await untilTrue(async () => !(await readiness()).reasons.some((reason) => /STORAGE|TEMPORARY/.test(reason)));
}

async function untilTrue(condition: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + RECOVERED_WITHIN_MS;
  while (!(await condition())) {
    if (performance.now() > end) expect.fail('It did not recover in time.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

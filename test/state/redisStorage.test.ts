import { expect } from 'chai';
import type { QuarantineCode } from '../../state/conversationStorage.ts';
import { StorageError } from '../../state/conversationStorage.ts';
import { RedisStorage } from '../../state/redisStorage.ts';
import { type RedisServer, startRedis } from './redisServer.ts';
import { codeOf, describeStorage } from './storageContract.ts';

const HOUR_MS = 3_600_000;

/** As long as a call may take, with what a busy machine adds. */
const REFUSED_WITHIN_MS = 300;

/** As long as a commit may wait for a Redis that went away only just now. */
const WAITED_FOR_AT_MOST_MS = 5000;

/** Within this long after Redis came back it is used again. */
const RECOVERED_WITHIN_MS = 5000;

describe('RedisStorage', () => {
  let redis: RedisServer;
  let spaces = 0;
  const newSpace = (): string => `test-${(spaces += 1)}:`;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.remove());

  describeStorage('RedisStorage', (clock) => new RedisStorage(redis.url, optionsWith(clock), newSpace()));

  describe('RedisStorage when Redis', () => {
    let storage: RedisStorage;
    let told: QuarantineCode[];
    let space: string;
    beforeEach(() => {
      told = [];
      space = newSpace();
      storage = new RedisStorage(redis.url, { clock: Date.now, onQuarantine: (code) => told.push(code) }, space);
    });
    afterEach(() => storage.close());

    it('was killed and started again, has every acknowledged item and goes on', async () => {
      for (let number = 0; number < 200; number += 1) await storage.commit({ [`item-${number}`]: { number } });
      await redis.kill();
      expect(await troubleOf(storage.read(['item-1']))).to.equal('gone');
      await redis.start();

      expect(await recovery(storage)).to.be.below(RECOVERED_WITHIN_MS);
      const keys = Array.from({ length: 200 }, (_, number) => `item-${number}`);
      expect(Object.keys(await storage.read(keys))).to.deep.equal(keys);
    });

    it('hangs, refuses the first call in time and the others at once, and goes on when it answers again', async () => {
      await storage.commit({ a: { step: 1 } });
      redis.pause();
      try {
        const { trouble, ms } = await timed(storage.read(['a']));
        expect(trouble).to.equal('hangs');
        expect(ms).to.be.below(REFUSED_WITHIN_MS);
        const others = await Promise.all(Array.from({ length: 100 }, () => timed(storage.read(['a']))));
        expect(new Set(others.map((each) => each.trouble))).to.deep.equal(new Set(['hangs']));
        expect(Math.max(...others.map((each) => each.ms))).to.be.below(50);
        const commit = await timed(storage.commit({ a: { step: 2 } }));
        expect(commit.trouble).to.equal('hangs');
        expect(commit.ms).to.be.below(WAITED_FOR_AT_MOST_MS);
      } finally {
        redis.resume();
      }
      expect(await recovery(storage)).to.be.below(RECOVERED_WITHIN_MS);
    });

    it('is away for a moment, stores what was committed meanwhile, once', async () => {
      const eTag = (await storage.commit({ a: { step: 1 } })).get('a') ?? '';
      await redis.kill();
      const meanwhile = storage.commit({ a: { step: 2, eTag } });
      await redis.start();
      expect(await codeOf(meanwhile)).to.equal('none');
      expect((await storage.read(['a']))['a']?.['step']).to.equal(2);
    });

    it('did what it could not acknowledge any more, shows it by the eTag', async () => {
      const before = (await storage.commit({ a: { step: 1 } })).get('a') ?? '';
      redis.pause();
      const unknown = await troubleOf(storage.commit({ a: { step: 2, eTag: before } }));
      redis.resume();
      expect(unknown).to.equal('hangs');
      await recovery(storage);

      const held = (await storage.read(['a']))['a'];
      expect(await codeOf(storage.commit({ a: { step: 3, eTag: before } }))).to.equal(
        held?.['step'] === 1 ? 'none' : 'STORAGE_CONFLICT',
      );
    });

    it('was not there at the start, begins once it is', async () => {
      await redis.stop();
      expect(await troubleOf(storage.commit({ a: { step: 1 } }))).to.equal('gone');
      await redis.start();
      expect(await recovery(storage)).to.be.below(RECOVERED_WITHIN_MS);
      await storage.commit({ a: { step: 1, eTag: 'new' } });
    });

    it('lost everything, knows no eTag from before', async () => {
      const eTag = (await storage.commit({ a: { step: 1 } })).get('a') ?? '';
      await redis.ask('FLUSHALL');
      expect(await storage.read(['a'])).to.be.empty;
      expect(await codeOf(storage.commit({ a: { step: 2, eTag } }))).to.equal('STORAGE_CONFLICT');
    });

    it('has forgotten our scripts, is taught them again', async () => {
      await storage.commit({ a: { step: 1 } });
      await redis.ask('SCRIPT', 'FLUSH');
      await storage.commit({ a: { step: 2 } });
      expect((await storage.read(['a']))['a']?.['step']).to.equal(2);
    });

    it('is full, still reads, and says so', async () => {
      await storage.commit({ a: { step: 1 } });
      await redis.ask('CONFIG', 'SET', 'maxmemory', '1');
      try {
        expect(await troubleOf(storage.commit({ a: { step: 2 } }))).to.equal('full');
        expect((await storage.read(['a']))['a']?.['step']).to.equal(1);
      } finally {
        await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
      }
      await storage.commit({ a: { step: 2 } });
    });

    it('only reads, as the old primary after a failover, says so', async () => {
      await storage.commit({ a: { step: 1 } });
      await redis.ask('REPLICAOF', '127.0.0.1', '1');
      try {
        expect(await troubleOf(storage.commit({ a: { step: 2 } }))).to.equal('read-only');
      } finally {
        await redis.ask('REPLICAOF', 'NO', 'ONE');
      }
      await recovery(storage);
      await storage.commit({ a: { step: 2 } });
    });

    it('asks for a password we do not have, says that it refuses', async () => {
      await redis.ask('CONFIG', 'SET', 'requirepass', 'secret');
      try {
        expect(await troubleOf(storage.read(['a']))).to.equal('refused');
      } finally {
        const withPassword = new RedisStorage(redis.url.replace('//', '//:secret@'), optionsWith(Date.now), space);
        await withPassword.commit({ a: { step: 1 } });
        await withPassword.close();
        await unlock(redis);
      }
    });

    for (const { damage, spoil } of [
      { damage: 'a cut record', spoil: ['SET', '{"cut'] },
      { damage: 'a record of an unknown shape', spoil: ['SET', '1234 nothing\n{}'] },
      { damage: 'a record whose JSON is damaged', spoil: ['SET', '1234 -\n{"cut'] },
      { damage: 'an empty record', spoil: ['SET', ''] },
    ] as const) {
      it(`holds ${damage}, leaves it out, says so, and creates it anew`, async () => {
        const [command, value] = spoil;
        await redis.ask(command, `${space}"a"`, value);
        await storage.commit({ b: { step: 1 } });
        expect(Object.keys(await storage.read(['a', 'b']))).to.deep.equal(['b']);
        expect(told).to.deep.equal(['STORAGE_RECORD_CORRUPT']);
        await storage.commit({ a: { step: 1, eTag: 'new' } });
        expect((await storage.read(['a']))['a']?.['step']).to.equal(1);
      });
    }

    it('holds something that is no text under a key of ours, creates it anew', async () => {
      await redis.ask('RPUSH', `${space}"a"`, 'x');
      expect(await storage.read(['a'])).to.be.empty;
      await storage.commit({ a: { step: 1, eTag: 'new' } });
    });

    it('is left alone, removes idle items by itself', async () => {
      await storage.commit({ idle: { expiresAt: Date.now() + HOUR_MS }, lasting: {} });
      const lifetimeMs = Number(await redis.ask('PTTL', `${space}"idle"`));
      expect(lifetimeMs).to.be.greaterThan(HOUR_MS - 10_000).and.below(HOUR_MS + 61_000);
      expect(Number(await redis.ask('PTTL', `${space}"lasting"`))).to.equal(-1);
    });
  });
});

function optionsWith(clock: () => number) {
  return { clock, onQuarantine: (code: QuarantineCode) => expect.fail(code) };
}

async function troubleOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(() => undefined, (thrown: unknown) => thrown);
  return error instanceof StorageError ? error.trouble : 'none';
}

async function timed(promise: Promise<unknown>): Promise<{ readonly trouble: string; readonly ms: number }> {
  const started = performance.now();
  return { trouble: await troubleOf(promise), ms: performance.now() - started };
}

/** Milliseconds until the storage answers again. */
async function recovery(storage: RedisStorage): Promise<number> {
  const started = performance.now();
  while ((await codeOf(storage.read([]).then(() => storage.read(['any'])))) !== 'none') {
    if (performance.now() - started > RECOVERED_WITHIN_MS) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return performance.now() - started;
}

async function unlock(redis: RedisServer): Promise<void> {
  const locked = redis.url;
  const { Redis } = await import('ioredis');
  const client = new Redis(locked.replace('//', '//:secret@'));
  await client.config('SET', 'requirepass', '');
  client.disconnect();
}

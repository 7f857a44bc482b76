import { join } from 'node:path';
import { expect } from 'chai';
import { type RedisServer, startRedis } from '../state/redisServer.ts';
import { temporaryFolder } from '../state/temporaryFolder.ts';
import { crashMatrix } from './crashMatrix.ts';
import { CRASH_POINTS } from './crashPoints.ts';
import { faultsIn } from './history.ts';

const ONE_EACH = { oneEach: true, turns: CRASH_POINTS.length };

describe('a process killed in the middle of a turn', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let redis: RedisServer;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.remove());

  it('goes on at the right step, with a file, wherever in a turn it was', async () => {
    const report = await crashMatrix({ STORAGE_URL: `sqlite:${join(folder(), 'conversations.sqlite')}` }, ONE_EACH);
    expect(report.kills).to.equal(CRASH_POINTS.length);
    expect(report.faults).to.deep.equal([]);
  });

  it('goes on at the right step, with Redis, wherever in a turn it was', async () => {
    const report = await crashMatrix({ STORAGE_URL: redis.url }, ONE_EACH);
    expect(report.kills).to.equal(CRASH_POINTS.length);
    expect(report.faults).to.deep.equal([]);
  });
});

describe('the checker of histories', () => {
  const echo = (id: string, client: string) =>
    ({ id, from: { id: 'p', role: 'user' }, channelData: { clientActivityID: client }, ...REST }) as const;
  const reply = (id: string, replyToId: string) => ({ id, from: { id: 'b', role: 'bot' }, replyToId, ...REST }) as const;
  const REST = { type: 'message', timestamp: '', channelId: 'directline', conversation: { id: 'c' } } as const;
  const sound = [echo('2', 'a'), reply('3', '2'), echo('4', 'b'), reply('5', '4')];

  it('finds nothing wrong with a sound history', () => {
    expect(faultsIn({ acknowledged: ['a', 'b'], log: sound, seen: sound })).to.deep.equal([]);
  });

  for (const { fault, acknowledged = ['a', 'b'], log = sound, seen = sound } of [
    { fault: 'c is lost', acknowledged: ['a', 'b', 'c'] },
    { fault: 'a is doubled', log: [...sound, echo('6', 'a'), reply('7', '6')], seen: [] },
    { fault: 'messages are out of order', acknowledged: ['b', 'a'] },
    { fault: 'activity 5 is doubled', log: [...sound, reply('5', '4')] },
    { fault: '4 is unanswered', log: sound.slice(0, 3) },
    { fault: '6 answers another message', log: [...sound, reply('6', '2')] },
    { fault: '5 was never shown', seen: sound.slice(0, 3) },
    { fault: '9 was shown and is in no log', seen: [...sound, reply('9', '4')] },
    { fault: 'shown out of order', seen: [...sound].reverse() },
  ]) {
    it(`finds that ${fault}`, () => {
      expect(faultsIn({ acknowledged, log, seen })).to.include(fault);
    });
  }
});

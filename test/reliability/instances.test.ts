import { expect } from 'chai';
import { Redis } from 'ioredis';
import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { type RedisServer, startRedis } from '../state/redisServer.ts';
import { faultsIn } from './history.ts';
import { Parent } from './parent.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';

describe('three instances on one Redis', function () {
  this.timeout(30_000);
  let redis: RedisServer;
  let folder: string;
  let instances: Started[];
  before(async () => {
    folder = newFolder();
    redis = await startRedis('--appendfsync', 'always');
    instances = [];
    for (let number = 0; number < 3; number += 1) instances.push(await start({ STORAGE_URL: redis.url }, folder));
  });
  after(async () => {
    await Promise.all(instances.map(async (instance) => instance.stop()));
    await redis.remove();
    removeFolder(folder);
  });

  /** Each request goes to the next instance. */
  const anywhere = (): (() => string) => {
    let asked = 0;
    return () => instances[(asked += 1) % 3]?.url ?? '';
  };

  it('serve any request of a conversation by any instance, without a lost, doubled or late message', async () => {
    const parent = await (await new Parent(anywhere()).begin()).listen();
    for (let number = 0; number < 12; number += 1) await parent.send(`m${number}`, number % 3 === 2 ? 'tell me more' : CLINGY);
    const log = await parent.read();
    await parent.until((seen) => seen.length >= log.length);
    parent.leave();
    expect(parent.failures).to.equal(0);
    expect(faultsIn({ acknowledged: parent.acknowledged, log, seen: [...parent.seen.values()] })).to.deep.equal([]);
  });

  it('show what came in at one on the sockets of the others', async () => {
    const [here, there] = instances;
    const listener = await new Parent(() => there?.url ?? '').begin();
    await listener.listen();
    const sender = listener.sameConversationAt(() => here?.url ?? '');
    await sender.send('m1', CLINGY);
    await listener.until((seen) => seen.length >= 4);
    listener.leave();
    const texts = [...listener.seen.values()].map(({ text }) => text);
    expect(texts[1]).to.equal(CLINGY);
    expect(texts[2]).to.include('nothing to worry about');
    const shown = ({ id, text }: Pick<DirectLineActivity, 'id' | 'text'>) => ({ id, text });
    expect((await listener.read()).map(shown)).to.deep.equal([...listener.seen.values()].map(shown));
  });

  it('take a message that comes to two of them at once for one, and answer it once', async () => {
    const [here, there] = instances;
    const one = await new Parent(() => here?.url ?? '').begin();
    const other = one.sameConversationAt(() => there?.url ?? '');
    const ids = await Promise.all([one.send('same', CLINGY), other.send('same', CLINGY)]);
    expect(new Set(ids).size).to.equal(1);
    expect(faultsIn({ acknowledged: ['same'], log: await one.read() })).to.deep.equal([]);
  });

  it('let Redis see no word that a parent typed, neither stored nor passing by', async () => {
    const client = new Redis(redis.url);
    const monitor = await client.monitor();
    const passing: string[] = [];
    monitor.on('monitor', (_time: string, words: readonly string[]) => passing.push(words.join(' ')));
    const parent = await new Parent(anywhere()).begin();
    await parent.send('m1', `canaryone ${CLINGY}`);
    await parent.send('m2', 'i want to hurt my baby canarytwo');
    const dump = await everything(redis);
    monitor.disconnect();
    client.disconnect();
    expect(passing.join('\n')).to.include('publish').and.include('evalsha');
    for (const held of [passing.join('\n'), dump]) expect(held).to.not.match(/canaryone|canarytwo|clingy canary/);
    expect(dump).to.include(`conversation/${parent.conversationId}`);
  });

  it('show everything acknowledged by one to who asks another, also while Redis is being started again', async () => {
    const [here, there] = instances;
    const sender = await new Parent(() => here?.url ?? '').begin();
    const listener = await sender.sameConversationAt(() => there?.url ?? '').listen();
    for (const round of [1, 2, 3]) {
      await sender.send(`before-${round}`, CLINGY);
      await redis.kill();
      const log = listener.read();
      const meanwhile = sender.send(`meanwhile-${round}`, CLINGY);
      await redis.start();
      const acknowledged = sender.acknowledged.filter((id) => id !== `meanwhile-${round}`);
      expect(faultsIn({ acknowledged, log: await log })).to.deep.equal([]);
      await meanwhile;
    }
    const whole = await listener.read();
    await listener.until((seen) => seen.length >= whole.length);
    listener.leave();
    const seen = [...listener.seen.values()];
    expect(faultsIn({ acknowledged: sender.acknowledged, log: whole, seen })).to.deep.equal([]);
  });

  it('tell a client what was lost when Redis lost everything, once, and go on', async () => {
    const parent = await new Parent(anywhere()).begin();
    await parent.send('m1', CLINGY);
    const { watermark } = await parent.poll();
    await redis.ask('FLUSHALL');

    const told = await parent.poll(watermark);
    expect(told.activities.map(({ text }) => text)).to.include('We had to restart. Nothing you wrote was kept.');
    const next = await parent.poll(told.watermark);
    expect(next.activities).to.deep.equal([]);
    await parent.send('m2', CLINGY);
    const after = await parent.poll(told.watermark);
    expect(after.activities.map(({ from }) => from.role)).to.deep.equal(['user', 'bot', 'bot']);
  });
});

async function everything(redis: RedisServer): Promise<string> {
  const keys = (await redis.ask('KEYS', '*')) as readonly string[];
  const values = await Promise.all(keys.map(async (key) => redis.ask('GET', key)));
  return JSON.stringify([keys, values]);
}

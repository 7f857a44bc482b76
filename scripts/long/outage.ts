import { setTimeout as wait } from 'node:timers/promises';
import { MAX_LOGGED_TURNS } from '../../bot/conversationRecord.ts';
import { type Instance, startInstance } from '../../test/reliability/instance.ts';
import { Parent } from '../../test/reliability/parent.ts';
import { type RedisServer, startRedis } from '../../test/state/redisServer.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const OUTAGE_SECONDS = 60;
const MESSAGES_A_SECOND = 20;
const RECOVERED_WITHIN_MS = 5000;
const DRAINED_MS = 500;
const QUESTION = 'do babies have mental health';
const DANGER = 'i want to hurt my baby';
const ANSWER = 'Yes, they do!';
const CRISIS = '999';

/** Redis gone, then hanging, while parents ask and are in danger. */
export async function outage(): Promise<readonly Finding[]> {
  return [
    await outageOf('gone', async (redis) => {
      await redis.kill();
      return () => redis.start();
    }),
    await outageOf('hanging, with connections open', async (redis) => {
      redis.pause();
      return async () => redis.resume();
    }),
  ];
}

type Break = (redis: RedisServer) => Promise<() => Promise<void>>;

async function outageOf(how: string, breakIt: Break): Promise<Finding> {
  const redis = await startRedis();
  const instance = await startInstance({ environment: { STORAGE_URL: redis.url } });
  const seconds = scaled(OUTAGE_SECONDS);
  try {
    const before = await parentWho(instance, QUESTION);
    const mend = await breakIt(redis);
    const asked = await askDuring(instance, before, seconds);
    await mend();
    const recoveryMs = await recovery(instance);
    const expected = Math.min(asked.inBefore + 1, MAX_LOGGED_TURNS);
    const kept = (await before.read()).filter(({ from }) => from.role === 'user').length;
    return {
      shows:
        `With Redis ${how} for ${seconds} s, every question and message of danger is answered, `
        + 'and all is stored within 5 s of its return',
      ran: `${asked.questions} questions and ${asked.dangers} messages of danger, half of them in new conversations`,
      saw:
        `${asked.answered} answered, the slowest after ${asked.slowestMs} ms, `
        + `those of danger after at most ${asked.slowestDangerMs} ms; `
        + `ready again ${recoveryMs} ms after its return, with ${kept} of the latest ${expected} messages of the conversation that went on`,
      holds: asked.answered === asked.questions + asked.dangers && recoveryMs <= RECOVERED_WITHIN_MS
        && kept === expected,
    };
  } finally {
    await instance.kill();
    await redis.remove();
  }
}

async function parentWho(instance: Instance, text: string): Promise<Parent> {
  const parent = await new Parent(() => instance.url).begin();
  await parent.send('first', text);
  return parent;
}

async function askDuring(instance: Instance, before: Parent, seconds: number) {
  const asked = { questions: 0, dangers: 0, answered: 0, slowestMs: 0, slowestDangerMs: 0, inBefore: 0 };
  const listening = await before.listen();
  for (let number = 0; number < seconds * MESSAGES_A_SECOND; number += 1) {
    const started = performance.now();
    const isDanger = number % 4 === 3;
    const isNew = number % 2 === 0;
    const parent = isNew ? await (await new Parent(() => instance.url).begin()).listen() : listening;
    const echoId = await parent.send(`during-${number}`, isDanger ? DANGER : QUESTION);
    const wanted = isDanger ? CRISIS : ANSWER;
    await parent.until((seen) => seen.some(({ replyToId, text }) => replyToId === echoId && text?.includes(wanted)));
    const ms = Math.round(performance.now() - started);
    if (isNew) parent.leave();
    else asked.inBefore += 1;
    asked[isDanger ? 'dangers' : 'questions'] += 1;
    asked.answered += 1;
    asked.slowestMs = Math.max(asked.slowestMs, ms);
    if (isDanger) asked.slowestDangerMs = Math.max(asked.slowestDangerMs, ms);
    await wait(Math.max(0, 1000 / MESSAGES_A_SECOND - ms));
  }
  listening.leave();
  return asked;
}

async function recovery({ url }: Instance): Promise<number> {
  const started = performance.now();
  for (let tries = 0; tries < 1000; tries += 1) {
    const body = await fetch(`${url}/readyz`).then((response) => response.text());
    if (!body.includes('degraded')) return Math.round(performance.now() - started);
    await wait(20);
  }
  return Infinity;
}

/** Three instances stopped and started one after another, while parents talk through a balancer. */
export async function rollingRestart(): Promise<readonly Finding[]> {
  const redis = await startRedis();
  const environment = { STORAGE_URL: redis.url };
  const instances = await Promise.all([1, 2, 3].map(async () => startInstance({ environment })));
  const up = new Set(instances);
  let sent = 0;
  let isOver = false;
  const parents = await Promise.all(
    Array.from({ length: 10 }, (_, index) => new Parent(() => pick(up, sent + index).url).begin()),
  );
  const talking = Promise.all(parents.map(async (parent, index) => {
    for (let number = 0; !isOver; number += 1) {
      await parent.send(`${index}-${number}`, QUESTION);
      sent += 1;
      await wait(20);
    }
  }));
  const rounds = scaled(10);
  const codes = new Set<number | null>();
  let slowestMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const instance of instances) {
      // As a balancer does: first no new requests, then the signal. A connection kept open must not end under one.
      up.delete(instance);
      await wait(DRAINED_MS);
      const started = performance.now();
      codes.add(await instance.stop());
      slowestMs = Math.max(slowestMs, performance.now() - started);
      await instance.start();
      up.add(instance);
    }
  }
  isOver = true;
  await talking;
  const ends = new Set(parents.flatMap((parent) => [...parent.failed]));
  const failed = parents.reduce((sum, { failures }) => sum + failures, 0);
  await Promise.all(instances.map(async (instance) => instance.stop()));
  await redis.remove();
  return [{
    shows: 'No send fails while three instances are restarted one after another under load',
    ran: `${rounds * 3} restarts in order while ${sent} messages were sent`,
    saw: `${failed} failed sends${ends.size === 0 ? '' : ` (${[...ends].join(', ')})`}; exit codes ${[...codes].join(', ')}; the slowest stop took ${Math.round(slowestMs)} ms`,
    holds: failed === 0 && codes.size === 1 && codes.has(0),
  }];
}

function pick(up: ReadonlySet<Instance>, number: number): Instance {
  const list = [...up];
  const one = list[number % list.length];
  if (one === undefined) throw new RangeError('No instance is up.');
  return one;
}

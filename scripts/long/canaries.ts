import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { type Instance, startInstance } from '../../test/reliability/instance.ts';
import { Parent } from '../../test/reliability/parent.ts';
import { type RedisServer, startRedis } from '../../test/state/redisServer.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const CANARIES = 10_000;
/** What a planted word begins with; its number follows. */
const MARK = 'kanarienvogel';
const CRASH_EVERY = 500;

/** Planted words in every place a client can put some, looked for in all that is written. */
export async function canaries(): Promise<readonly Finding[]> {
  return [await onFile(), await onRedis()];
}

async function onFile(): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), 'canaries-'));
  const environment = { STORAGE_URL: `sqlite:${join(folder, 'conversations.sqlite')}` };
  const instance = await startInstance({ environment, crashes: true });
  const planted = await plantAll(instance, scaled(CANARIES / 2), async (number) => {
    if (number % CRASH_EVERY === CRASH_EVERY - 1) await crashDuring(instance, number);
  });
  const held = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  await instance.kill();
  rmSync(folder, { recursive: true, force: true });
  return finding('a file, with crashes in the middle of turns', planted, instance, held);
}

async function onRedis(): Promise<Finding> {
  const redis = await startRedis();
  const instance = await startInstance({ environment: { STORAGE_URL: redis.url } });
  const planted = await plantAll(instance, scaled(CANARIES / 2), async (number) => {
    if (number % CRASH_EVERY === CRASH_EVERY - 2) await redis.ask('CONFIG', 'SET', 'maxmemory', '1');
    if (number % CRASH_EVERY === CRASH_EVERY - 1) await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
  });
  const held = await everythingIn(redis);
  await instance.kill();
  await redis.remove();
  return finding('Redis, full at times', planted, instance, held);
}

interface Planted {
  readonly count: number;
  /** What came back that is not a parent's own conversation: refusals, error pages, readiness. */
  readonly shown: readonly string[];
}

function finding(where: string, { count, shown }: Planted, { logged }: Instance, held: readonly string[]): Finding {
  const places = { 'the log': logged, 'what is stored': held, 'error pages and refusals': shown };
  const hitsIn = (texts: readonly string[]): number => texts.filter((text) => text.includes(MARK)).length;
  const found = Object.entries(places).map(([place, texts]) => ({ place, hits: hitsIn(texts) }));
  return {
    shows: `No planted word is in any log, store or error page, with ${where}`,
    ran: `${count} planted words in texts, ids, fields, headers, addresses, frames and bodies that are refused`,
    saw: found.map(({ place, hits }) => `${hits} in ${place}`).join(', '),
    holds: found.every(({ hits }) => hits === 0),
  };
}

type Between = (number: number) => Promise<void>;

async function plantAll(instance: Instance, count: number, between: Between): Promise<Planted> {
  const shown: string[] = [];
  let parent = await new Parent(() => instance.url).begin();
  for (let number = 0; number < count; number += 1) {
    if (number % 50 === 0) parent = await new Parent(() => instance.url).begin();
    const word = `${MARK}${number}`;
    await between(number);
    shown.push(...(await plant(instance, parent, { word, number })));
  }
  const ready = await fetch(`${instance.url}/readyz`);
  return { count, shown: [...shown, await ready.text()] };
}

interface Word {
  readonly word: string;
  readonly number: number;
}

async function plant({ url }: Instance, parent: Parent, { word, number }: Word): Promise<readonly string[]> {
  const { token, conversationId } = parent.address();
  const path = `${url}/v3/directline/conversations/${conversationId}/activities`;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const whole = { type: 'message', text: `${word} my baby cries`, id: word, locale: `x ${word}`, from: { id: word, name: word },
    channelData: { clientActivityID: `id ${word}`, choice: word, [word]: word }, value: { choice: word }, attachments: [{ content: word }] };
  const refusing: readonly [string, RequestInit][] = [
    [`${path}?watermark=${word}`, { headers: { ...headers, 'User-Agent': word, Referer: `https://${word}.example/`, Cookie: word } }],
    [`${url}/${word}?q=${word}`, { headers: { [`x-${word}`]: word } }],
    [`${url}/v3/directline/conversations/${word}/activities`, { headers }],
    [path, { method: 'POST', headers: { ...headers, Authorization: `Bearer ${word}` }, body: '{}' }],
    [path, { method: 'POST', headers, body: `{"${word}` }],
    [path, { method: 'POST', headers, body: JSON.stringify({ type: { [word]: 1 } }) }],
    [`${url}/v3/directline/tokens/generate`, { method: 'POST', headers: { ...headers, Origin: `https://${word}.example` }, body: '{}' }],
  ];
  const post = fetch(path, { method: 'POST', headers, body: JSON.stringify(whole) });
  await (await post).arrayBuffer();
  if (number % 20 === 0) await frame(await parent.streamUrl(), word);
  const [address, init] = refusing[number % refusing.length] ?? ['', {}];
  const response = await fetch(address, init);
  const text = await response.text();
  return response.status >= 400 ? [text] : [];
}

async function frame(streamUrl: string, word: string): Promise<void> {
  const socket = new WebSocket(streamUrl);
  await new Promise<void>((resolve) => socket.once('open', resolve).once('error', () => resolve()));
  socket.send(word);
  socket.send(Buffer.from(word));
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
}

async function crashDuring(instance: Instance, number: number): Promise<void> {
  const parent = await new Parent(() => instance.url).begin();
  await instance.crashAt(number % 1000 < CRASH_EVERY ? 'after commit' : 'before commit');
  const restarted = instance.ended().then(() => instance.start());
  await Promise.all([parent.send('crash', `${MARK}${number} i am so tired`), restarted]);
}

async function everythingIn(redis: RedisServer): Promise<readonly string[]> {
  const keys = (await redis.ask('KEYS', '*')) as readonly string[];
  const values = await Promise.all(keys.map(async (key) => String(await redis.ask('GET', key))));
  return [...keys, ...values];
}

import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type Instance, startInstance } from '../../test/reliability/instance.ts';
import { Parent } from '../../test/reliability/parent.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const SOCKETS = 10_000;
const OPENED_AT_ONCE = 50;
const MOST_EXTRA_MB = 120;
const RECONNECT_SECONDS = 12;
/** After this long without work the program's memory has been tidied: what is left is what an idle socket costs. */
const IDLE_MS = 30_000;
const QUESTION = 'is it normal that my baby has gone really clingy';

/** Ten thousand idle sockets, all of which then come back within twelve seconds, and one honest parent among them. */
export async function flood(): Promise<readonly Finding[]> {
  const instance = await startInstance({ environment: { STORAGE_URL: 'memory:' } });
  try {
    const honest = await (await new Parent(() => instance.url).begin()).listen();
    await honest.send('warm', QUESTION);
    await wait(IDLE_MS);
    const atRest = instance.memoryMb();
    const idle = await openMany(instance, scaled(SOCKETS));
    await wait(IDLE_MS);
    const open = instance.memoryMb();
    const idleFinding: Finding = {
      shows: '10,000 idle conversations with sockets cost at most 120 MB over the same process at rest',
      ran: `${idle.length} conversations begun, each with an open socket, then left alone for ${IDLE_MS / 1000} s`,
      saw: `${(open - atRest).toFixed(0)} MB more than the ${atRest.toFixed(0)} MB at rest: ${(((open - atRest) * 1024) / idle.length).toFixed(1)} KB each`,
      holds: open - atRest <= (MOST_EXTRA_MB * idle.length) / SOCKETS,
    };
    return [idleFinding, await storm(instance, idle, honest)];
  } finally {
    await instance.kill();
  }
}

interface Idle {
  readonly token: string;
  readonly conversationId: string;
  socket: WebSocket;
}

async function openMany(instance: Instance, count: number): Promise<Idle[]> {
  const opened: Idle[] = [];
  while (opened.length < count) {
    const batch = Math.min(OPENED_AT_ONCE, count - opened.length);
    opened.push(...(await Promise.all(Array.from({ length: batch }, () => openOne(instance)))));
  }
  return opened;
}

async function openOne(instance: Instance): Promise<Idle> {
  const { token, conversationId, streamUrl } = await call(instance, 'POST', 'conversations', (await call(instance, 'POST', 'tokens/generate')).token);
  return { token, conversationId, socket: await socketOf(streamUrl) };
}

/** Resolves with the first frame, which is the welcome. */
async function socketOf(streamUrl: string): Promise<WebSocket> {
  const socket = new WebSocket(streamUrl);
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => socket.terminate());
  return socket;
}

async function storm(instance: Instance, idle: readonly Idle[], honest: Parent): Promise<Finding> {
  idle.forEach(({ socket }) => socket.terminate());
  const started = performance.now();
  let back = 0;
  let failed = 0;
  const coming = idle.map(async (each, index) => {
    await wait((index / idle.length) * RECONNECT_SECONDS * 1000);
    const { streamUrl } = await call(instance, 'GET', `conversations/${each.conversationId}`, each.token);
    each.socket = await socketOf(streamUrl);
    back += 1;
  });
  const settled = Promise.allSettled(coming).then((ends) => (failed = ends.filter(({ status }) => status === 'rejected').length));
  const slowest = await honestDuring(honest, settled);
  const seconds = (performance.now() - started) / 1000;
  idle.forEach(({ socket }) => socket.terminate());
  return {
    shows: 'All come back within 12 s, and an honest parent is answered meanwhile',
    ran: `${idle.length} sockets cut at once and opened again over ${RECONNECT_SECONDS} s`,
    saw: `${back} back after ${seconds.toFixed(1)} s, ${failed} failed; ${slowest.count} messages of the honest parent answered, the slowest after ${slowest.ms} ms`,
    holds: failed === 0 && seconds <= RECONNECT_SECONDS + 3 && slowest.ms < 1000,
  };
}

async function honestDuring(honest: Parent, over: Promise<unknown>): Promise<Readonly<Record<'count' | 'ms', number>>> {
  const state = { isOver: false };
  void over.then(() => (state.isOver = true));
  let [count, slowestMs] = [0, 0];
  while (!state.isOver) {
    const started = performance.now();
    await honest.send(`during-${count}`, QUESTION);
    slowestMs = Math.max(slowestMs, performance.now() - started);
    count += 1;
    await wait(100);
  }
  return { count, ms: Math.round(slowestMs) };
}

type Grant = Readonly<Record<'token' | 'conversationId' | 'streamUrl', string>>;

async function call({ url }: Instance, method: string, path: string, token = ''): Promise<Grant> {
  const response = await fetch(`${url}/v3/directline/${path}`, {
    method,
    headers: { ...(token !== '' && { Authorization: `Bearer ${token}` }), ...(method === 'POST' && { 'Content-Type': 'application/json' }) },
    ...(method === 'POST' && { body: '{}' }),
  });
  if (!response.ok) throw new Error(`${path.split('/')[0] ?? ''} answered ${response.status}`);
  return (await response.json()) as Grant;
}

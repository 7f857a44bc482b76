/** `npm run bench`: what a turn costs, beside a bare bot on the stock stack, in one run on one machine. */
import { Agent } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { azureCost } from './bench/azure.ts';
import { type Child, startChild } from './bench/children.ts';
import { post, type Posting, requestsPerSecond } from './bench/load.ts';
import { messages } from './bench/messages.ts';
import { turnInProcess } from './bench/turn.ts';
import { understandingCost } from './bench/understanding.ts';

const ROOT = join(import.meta.dirname, '..');
const DIRECT_LINE = '/v3/directline';
const LOAD = { connections: 10, seconds: 5 };
const ROUNDS = 3;
const TALKS = 500;
const STARTS = 5;
const OPEN_CONVERSATIONS = 10_000;

const texts = messages(ROOT);
console.log(`Measured on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}.`);
console.log('Load and server share the machine: quote the ratios, not the absolute figures.\n');
benchUnderstanding();
await benchTurn();
await benchStart();
await benchThroughput();
await benchAzure();
await benchMemory();

function benchUnderstanding(): void {
  const cost = understandingCost(ROOT, texts);
  const { median, p99 } = cost.message;
  say('a message understood', `${median.toFixed(0)} µs median, ${p99.toFixed(0)} µs p99`, 'at most 150 µs, 1500 µs');
  say('  one of 2,000 characters', `${(cost.characters2000 / 1000).toFixed(1)} ms`, 'at most 10 ms');
  say('  one of 100,000 characters', `${(cost.characters100000 / 1000).toFixed(1)} ms`, 'at most 20 ms');
  say('  beside Fuse.js alone over the same wordings', `${(cost.fuseAlone / median).toFixed(0)} × quicker`);
  say('  content and matcher from nothing to the first message', `${cost.startMs.toFixed(0)} ms`, 'at most 300 ms');
}

async function benchTurn(): Promise<void> {
  const { median, p99 } = await turnInProcess(texts);
  say('a turn in process, everything but the socket', `${median.toFixed(0)} µs median, ${p99.toFixed(0)} µs p99`, 'at most 300 µs');
}

/** From the start of the process to the first question answered. */
async function benchStart(): Promise<void> {
  const took: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const started = performance.now();
    await withProgram(async (program) => {
      const next = await talk(program.port);
      await post(new Agent(), program.port, next('is it normal that my baby has gone really clingy'));
      took.push(performance.now() - started);
    });
  }
  const sorted = took.sort((a, b) => a - b);
  say('start to first answered question', `${(sorted[STARTS >> 1] ?? 0).toFixed(0)} ms median of ${STARTS}`, 'at most 1500 ms');
}

async function benchThroughput(): Promise<void> {
  const [ours, byConnector, inResponse] = [[], [], []] as [number[], number[], number[]];
  const connector = await startChild(join(ROOT, 'scripts/bench/connector.ts'));
  for (let round = 0; round < ROUNDS; round += 1) {
    await withProgram(async ({ port }) => ours.push(await ourTurnsPerSecond(port)));
    await withEchoBot(async ({ port }) => byConnector.push(await echoesPerSecond(port, connector.port)));
    await withEchoBot(async ({ port }) => inResponse.push(await echoesPerSecond(port)));
  }
  await connector.stop();
  const median = (values: number[]): number => values.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  const [us, them, themInResponse] = [median(ours), median(byConnector), median(inResponse)];
  say('turns a second over embedded Direct Line, sockets open', us.toFixed(0));
  say('  beside a bare echo bot answering through a connector', `${(us / them).toFixed(2)} × (its ${them.toFixed(0)})`, 'at least 1.5 ×');
  say('  beside a bare echo bot answering in the response', `${(us / themInResponse).toFixed(2)} × (its ${themInResponse.toFixed(0)})`, 'at least 1 ×');
}

/** Many conversations in turn, each with a socket that receives every echo and reply, none longer than a real one. */
async function ourTurnsPerSecond(port: number): Promise<number> {
  const talks: Talk[] = [];
  for (let opened = 0; opened < TALKS; opened += 1) talks.push(await talk(port, true));
  let sent = 0;
  const next = (): Posting => {
    sent += 1;
    return nextOf(talks, sent % TALKS)(texts[sent % texts.length] ?? '');
  };
  const rate = await requestsPerSecond(port, next, LOAD);
  talks.forEach(({ close }) => close());
  return rate;
}

function nextOf(talks: readonly Talk[], number: number): Talk {
  const next = talks[number];
  if (next === undefined) throw new Error('There is no such conversation.');
  return next;
}

async function echoesPerSecond(port: number, connectorPort?: number): Promise<number> {
  let sent = 0;
  const next = (connection: number): Posting => {
    sent += 1;
    const activity = {
      type: 'message',
      id: `${sent}`,
      channelId: 'emulator',
      serviceUrl: `http://127.0.0.1:${connectorPort ?? port}`,
      from: { id: 'parent' },
      recipient: { id: 'bot' },
      conversation: { id: `conversation-${connection}` },
      text: texts[sent % texts.length],
      ...(connectorPort === undefined ? { deliveryMode: 'expectReplies' } : {}),
    };
    return { path: '/api/messages', headers: {}, body: JSON.stringify(activity) };
  };
  return requestsPerSecond(port, next, LOAD);
}

/** In Teams all bubbles of a turn go out as one message of several cards. */
async function benchAzure(): Promise<void> {
  const { oursPerSecond, theirsPerSecond, ourMedianMs, theirMedianMs, ourRepliesATurn } = await azureCost(texts);
  const ratio = (oursPerSecond / theirsPerSecond).toFixed(2);
  const added = (ourMedianMs - theirMedianMs).toFixed(2);
  say('turns a second in Teams, tokens checked, replies sent', oursPerSecond.toFixed(0));
  say('  beside a bare echo bot on the same path', `${ratio} × (its ${theirsPerSecond.toFixed(0)})`, 'at least 0.9 ×');
  say('  added to one message after another', `${added} ms median (ours ${ourMedianMs.toFixed(2)})`);
  say('  messages sent to the connector a turn', `${ourRepliesATurn.toFixed(2)} (its 1)`);
}

async function benchMemory(): Promise<void> {
  await withProgram(async (program) => {
    const warm = await talk(program.port);
    const agent = new Agent({ keepAlive: true, maxSockets: LOAD.connections });
    for (const text of texts) await post(agent, program.port, warm(text));
    const before = program.memoryMb();
    for (let opened = 0; opened < OPEN_CONVERSATIONS; opened += LOAD.connections) {
      await Promise.all(Array.from({ length: LOAD.connections }, async (_, index) => {
        const next = await talk(program.port);
        await post(agent, program.port, next(texts[(opened + index) % texts.length] ?? ''));
      }));
    }
    agent.destroy();
    const after = program.memoryMb();
    say(`memory with ${OPEN_CONVERSATIONS} open conversations`, `${after.toFixed(0)} MB (${before.toFixed(0)} MB before them)`);
  });
}

type Talk = ((text: string) => Posting) & { readonly close: () => void };

/** Begins a conversation; gives what to post to say something in it. */
async function talk(port: number, listening = false): Promise<Talk> {
  const agent = new Agent();
  const begun = await post(agent, port, { path: `${DIRECT_LINE}/conversations`, headers: await bearer(agent, port), body: '{}' });
  const { conversationId, token, streamUrl } = JSON.parse(begun) as Record<'conversationId' | 'token' | 'streamUrl', string>;
  const socket = listening ? new WebSocket(streamUrl) : undefined;
  socket?.on('message', () => undefined);
  const path = `${DIRECT_LINE}/conversations/${conversationId}/activities`;
  let sent = 0;
  const next = (text: string): Posting => {
    sent += 1;
    const activity = { type: 'message', from: { id: 'parent' }, text, channelData: { clientActivityID: `bench-${sent}` } };
    return { path, headers: { Authorization: `Bearer ${token}` }, body: JSON.stringify(activity) };
  };
  return Object.assign(next, { close: () => socket?.close() });
}

async function bearer(agent: Agent, port: number): Promise<Readonly<Record<string, string>>> {
  const given = await post(agent, port, { path: `${DIRECT_LINE}/tokens/generate`, headers: {}, body: '{}' });
  return { Authorization: `Bearer ${(JSON.parse(given) as { readonly token: string }).token}` };
}

async function withProgram(measure: (program: Child) => Promise<unknown>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const settings = { PORT: '0', HOST: '127.0.0.1', STORAGE_URL: `sqlite:${join(folder, 'conversations.sqlite')}` };
  await withChild(await startChild(join(ROOT, 'index.ts'), settings), measure);
  rmSync(folder, { recursive: true });
}

async function withEchoBot(measure: (bot: Child) => Promise<unknown>): Promise<void> {
  await withChild(await startChild(join(ROOT, 'scripts/bench/echoBot.ts')), measure);
}

async function withChild(child: Child, measure: (child: Child) => Promise<unknown>): Promise<void> {
  try {
    await measure(child);
  } finally {
    await child.stop();
  }
}

function say(what: string, figure: string, target = ''): void {
  console.log(`${what.padEnd(58)} ${figure}${target === '' ? '' : `   (target: ${target})`}`);
}

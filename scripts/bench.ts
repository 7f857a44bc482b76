/** `npm run bench`: what a turn costs, beside a bare bot on the stock stack, in one run on one machine. */
import { Agent } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { azureCost } from './bench/azure.ts';
import { type Child, startChild } from './bench/children.ts';
import { post } from './bench/load.ts';
import { messages } from './bench/messages.ts';
import { redisCost } from './bench/redis.ts';
import { talk } from './bench/talk.ts';
import { echoesPerSecond, openTalks, speak } from './bench/throughput.ts';
import { turnInProcess } from './bench/turn.ts';
import { understandingCost } from './bench/understanding.ts';

const ROOT = join(import.meta.dirname, '..');
const CONNECTIONS = 10;
const ROUNDS = 3;
const STARTS = 5;
const OPEN_CONVERSATIONS = 10_000;

const texts = messages(ROOT);
console.log(`Measured on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}.`);
console.log('Load and server share the machine: quote the ratios, not the absolute figures.\n');
benchUnderstanding();
await benchTurn();
await benchStart();
const echoes = await benchThroughput();
await benchAzure();
await benchRedis(echoes);
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
      const { say: saying } = await talk(program.port);
      await post(new Agent(), program.port, saying('is it normal that my baby has gone really clingy'));
      took.push(performance.now() - started);
    });
  }
  const sorted = took.sort((a, b) => a - b);
  say('start to first answered question', `${(sorted[STARTS >> 1] ?? 0).toFixed(0)} ms median of ${STARTS}`, 'at most 1500 ms');
}

/** Gives the turns a second of the bare bot that answers through a connector. */
async function benchThroughput(): Promise<number> {
  const [ours, byConnector, inResponse] = [[], [], []] as [number[], number[], number[]];
  const connector = await startChild(join(ROOT, 'scripts/bench/connector.ts'));
  for (let round = 0; round < ROUNDS; round += 1) {
    await withProgram(async ({ port }) => ours.push(await turnsPerSecond(port)));
    await withEchoBot(async ({ port }) => byConnector.push(await echoesPerSecond(port, texts, connector.port)));
    await withEchoBot(async ({ port }) => inResponse.push(await echoesPerSecond(port, texts)));
  }
  await connector.stop();
  const median = (values: number[]): number => values.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  const [us, them, themInResponse] = [median(ours), median(byConnector), median(inResponse)];
  say('turns a second over embedded Direct Line, sockets open', us.toFixed(0));
  say('  beside a bare echo bot answering through a connector', `${(us / them).toFixed(2)} × (its ${them.toFixed(0)})`, 'at least 1.5 ×');
  say('  beside a bare echo bot answering in the response', `${(us / themInResponse).toFixed(2)} × (its ${themInResponse.toFixed(0)})`, 'at least 1 ×');
  return them;
}

async function turnsPerSecond(port: number): Promise<number> {
  const talks = await openTalks([port]);
  const { perSecond } = await speak(talks, [port], texts);
  talks.forEach(({ close }) => close());
  return perSecond;
}

/** In Teams all bubbles of a turn go out as one message of several cards. */
async function benchAzure(): Promise<void> {
  const cost = await azureCost(texts);
  const { oursPerSecond, theirsPerSecond, ourMedianMs, theirMedianMs, ourCpuMs, theirCpuMs, ourRepliesATurn } = cost;
  const ratio = (oursPerSecond / theirsPerSecond).toFixed(2);
  const added = (ourMedianMs - theirMedianMs).toFixed(2);
  say('turns a second in Teams, tokens checked, replies sent', oursPerSecond.toFixed(0));
  say('  beside a bare echo bot on the same path', `${ratio} × (its ${theirsPerSecond.toFixed(0)})`, 'at least 0.9 ×');
  say('  processor time a turn', `${ourCpuMs.toFixed(2)} ms (its ${theirCpuMs.toFixed(2)}: ${(theirCpuMs / ourCpuMs).toFixed(2)} ×)`);
  say('  added to one message after another', `${added} ms median (ours ${ourMedianMs.toFixed(2)})`);
  say('  messages sent to the connector a turn', `${ourRepliesATurn.toFixed(2)} (its 1)`);
}

/** Each message goes to another instance than the one before, which costs most. */
async function benchRedis(echoesAMoment: number): Promise<void> {
  for (const count of [1, 3]) {
    const cost = await redisCost(count, texts);
    const { busy } = cost;
    const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
    const commands = cost.commands.filter(([, aTurn]) => aTurn >= 0.01).map(([name, aTurn]) => `${name} ${aTurn.toFixed(2)}`);
    say(`turns a second of ${count === 1 ? 'one instance' : `${count} instances`} on Redis, sockets open`, cost.turnsPerSecond.toFixed(0));
    say('  beside a bare echo bot, which keeps nothing', `${(cost.turnsPerSecond / echoesAMoment).toFixed(2)} × (its ${echoesAMoment.toFixed(0)})`);
    say('  processor time a turn', `${cost.cpuMsATurn.toFixed(2)} ms, and Redis's own ${cost.redisMsATurn.toFixed(2)} ms`);
    say('  Redis commands a turn', commands.join(', '));
    say('  what was busy', `instances ${percent(busy.instances)}, Redis ${percent(busy.redis)}, load ${percent(busy.load)} of all processors`);
  }
}

async function benchMemory(): Promise<void> {
  await withProgram(async (program) => {
    const warm = await talk(program.port);
    const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    for (const text of texts) await post(agent, program.port, warm.say(text));
    const before = program.memoryMb();
    for (let opened = 0; opened < OPEN_CONVERSATIONS; opened += CONNECTIONS) {
      await Promise.all(Array.from({ length: CONNECTIONS }, async (_, index) => {
        const next = await talk(program.port);
        await post(agent, program.port, next.say(texts[(opened + index) % texts.length] ?? ''));
      }));
    }
    agent.destroy();
    const after = program.memoryMb();
    say(`memory with ${OPEN_CONVERSATIONS} open conversations`, `${after.toFixed(0)} MB (${before.toFixed(0)} MB before them)`);
  });
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

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../state/redisServer.ts';
import type { CrashPoint } from './crashPoints.ts';

const ROOT = join(import.meta.dirname, '../..');
const CRASHING = join(import.meta.dirname, 'crashing.ts');

const ENDS_WITHIN_MS = 60_000;

/** The program in a process of its own, on one port however often it is started. */
export interface Instance {
  readonly port: number;
  readonly url: string;
  /** Lines of JSON that it logged, of all its lives. */
  readonly logged: readonly string[];
  /** Resolves once it listens. */
  start(): Promise<void>;
  /** Ends it at once, as a crash would. Does nothing when it has ended. */
  kill(): Promise<void>;
  /** Ends it in order, and gives its exit code. */
  stop(): Promise<number | null>;
  /** Lets it kill itself the next time it comes to this point of a turn. Only an instance that `crashes`. */
  crashAt(point: CrashPoint): Promise<void>;
  /** Resolves when it has ended. */
  ended(): Promise<void>;
  /** Memory it holds now, in megabytes, as the system counts. */
  memoryMb(): number;
  /** Processor time it has used in this life, in milliseconds. */
  cpuMs(): number;
}

export interface InstanceOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly crashes?: boolean;
  /** Options of Node, such as `--expose-gc`. */
  readonly nodeOptions?: readonly string[];
}

/** Starts one. */
export async function startInstance({ environment, crashes, nodeOptions = [] }: InstanceOptions): Promise<Instance> {
  const port = await freePort();
  const env = { ...process.env, HOST: '127.0.0.1', ...environment, PORT: `${port}` };
  const logged: string[] = [];
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const stdio = ['ignore', 'pipe', 'inherit', 'ipc'] as const;
    const options = [...asStarted(), ...(crashes ? ['--import', CRASHING] : []), ...nodeOptions];
    child = spawn(process.execPath, [...options, join(ROOT, 'index.ts')], { stdio: [...stdio], env });
    await listening(child, logged);
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return null;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
    return ending.exitCode;
  }

  const statusOf = (file: string): string => readFileSync(`/proc/${child?.pid ?? 0}/${file}`, 'utf8');
  await start();
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    logged,
    start,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    async crashAt(point) {
      const armed = child === undefined ? undefined : once(child, 'message');
      child?.send(point);
      await armed;
    },
    async ended() {
      if (child !== undefined && child.exitCode === null && child.signalCode === null) {
        await once(child, 'exit', { signal: AbortSignal.timeout(ENDS_WITHIN_MS) });
      }
    },
    memoryMb: () => Number(/VmRSS:\s+(\d+) kB/.exec(statusOf('status'))?.[1]) / 1024,
    // Fields 14 and 15, in hundredths of a second, after the name in brackets.
    cpuMs: () => statusOf('stat').split(') ')[1]?.split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) * 10, 0) ?? 0,
  };
}

/** The options of Node with which `npm start` starts it. */
function asStarted(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly scripts: { readonly start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

async function listening(child: ChildProcess, logged: string[]): Promise<void> {
  if (child.stdout === null) throw new Error('The program says nothing.');
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      logged.push(line);
      if (line.includes('"event":"started"')) resolve();
    });
    child.once('exit', () => reject(new Error(`The program ended before it listened: ${logged.at(-1) ?? 'it said nothing'}`)));
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A real Redis of Debian's package, on a free port, that keeps what it acknowledged in a folder of its own. */
export interface RedisServer {
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Starts it again on the same port with what it kept. */
  start(): Promise<void>;
  /** Lets it hang: connections stay open and nothing is answered. */
  pause(): void;
  resume(): void;
  /** Asks it something beside the program. */
  ask(...command: readonly string[]): Promise<unknown>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

const STARTS_WITHIN_MS = 10_000;

/** Starts one. It listens on this machine only. */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const words = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''];
    server = spawn('redis-server', [...words, ...settings], { stdio: 'ignore' });
    await answering(url);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server === undefined) return;
    const ended = once(server, 'exit');
    server.kill('SIGCONT');
    server.kill(signal);
    server = undefined;
    await ended;
  }

  await start();
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    ask: (...command) => asked(url, command),
    async remove() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function asked(url: string, [name = 'PING', ...rest]: readonly string[]): Promise<unknown> {
  const redis = new Redis(url, { retryStrategy: () => null, maxRetriesPerRequest: 0, lazyConnect: true });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await redis.call(name, ...rest);
  } finally {
    redis.disconnect();
  }
}

async function answering(url: string): Promise<void> {
  const until = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < until) {
    if ((await asked(url, ['PING']).catch(() => undefined)) === 'PONG') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Redis did not start. The tests need Debian’s package "redis-server".');
}

/** A port nobody listened on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return address.port;
}

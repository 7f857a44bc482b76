import { cpus } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../../test/state/redisServer.ts';
import { type Child, startChild } from './children.ts';
import { openTalks, speak } from './throughput.ts';

const PROGRAM = join(import.meta.dirname, '../../index.ts');

/** What turns cost where instances share a Redis. */
export interface RedisCost {
  readonly turnsPerSecond: number;
  /** Processor time of the instances, a turn. */
  readonly cpuMsATurn: number;
  /** Redis's own processor time, a turn. */
  readonly redisMsATurn: number;
  /** What Redis was asked, a turn: the name of the command and how often. */
  readonly commands: readonly (readonly [string, number])[];
  /** How much of all processors was busy meanwhile, 0 to 1: of the instances, of Redis, of whoever made the load. */
  readonly busy: { readonly instances: number; readonly redis: number; readonly load: number };
}

/** Measures `count` instances on one Redis of their own. */
export async function redisCost(count: number, texts: readonly string[]): Promise<RedisCost> {
  const redis = await startRedis();
  const environment = { PORT: '0', HOST: '127.0.0.1', STORAGE_URL: redis.url };
  const instances = await Promise.all(Array.from({ length: count }, async () => startChild(PROGRAM, environment)));
  try {
    return await measure(instances, (...command) => redis.ask(...command), texts);
  } finally {
    await Promise.all(instances.map(async (instance) => instance.stop()));
    await redis.remove();
  }
}

type Ask = (...command: readonly string[]) => Promise<unknown>;

async function measure(instances: readonly Child[], ask: Ask, texts: readonly string[]): Promise<RedisCost> {
  const ports = instances.map(({ port }) => port);
  const talks = await openTalks(ports);
  await speak(talks, ports, texts);
  await ask('CONFIG', 'RESETSTAT');
  const spent = async () => ({
    at: performance.now(),
    instances: instances.reduce((sum, instance) => sum + instance.cpuMs(), 0),
    redis: await redisCpuMs(ask),
    load: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
  });
  const before = await spent();
  const { turns, perSecond } = await speak(talks, ports, texts);
  const after = await spent();
  talks.forEach(({ close }) => close());
  const calls = callsIn(String(await ask('INFO', 'commandstats')));
  const processorMs = (after.at - before.at) * cpus().length;
  const share = (of: 'instances' | 'redis' | 'load'): number => (after[of] - before[of]) / processorMs;
  return {
    turnsPerSecond: perSecond,
    cpuMsATurn: (after.instances - before.instances) / turns,
    redisMsATurn: (after.redis - before.redis) / turns,
    commands: [...calls].map(([name, count]) => [name, count / turns] as const),
    busy: { instances: share('instances'), redis: share('redis'), load: share('load') },
  };
}

async function redisCpuMs(ask: Ask): Promise<number> {
  const said = String(await ask('INFO', 'cpu'));
  const seconds = [...said.matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].map(([, value]) => Number(value));
  return seconds.reduce((sum, value) => sum + value, 0) * 1000;
}

function callsIn(stats: string): ReadonlyMap<string, number> {
  const calls = [...stats.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)];
  return new Map(calls.map(([, name = '', count]) => [name, Number(count)]));
}

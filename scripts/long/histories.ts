import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { crashMatrix } from '../../test/reliability/crashMatrix.ts';
import { CRASH_POINTS } from '../../test/reliability/crashPoints.ts';
import { type Instance, startInstance } from '../../test/reliability/instance.ts';
import { randomRun, type RandomRunOptions } from '../../test/reliability/randomRun.ts';
import { startRedis } from '../../test/state/redisServer.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const SEED = 20_260_501;
const PARENTS = 24;
const FAULTS_SHOWN = 5;

/** Every crash point at every step of the story, with a file and with Redis. */
export async function crashes(): Promise<readonly Finding[]> {
  const embedded = await inFolder((url) => crashMatrix({ STORAGE_URL: url }));
  const redis = await startRedis();
  const distributed = await crashMatrix({ STORAGE_URL: redis.url });
  await redis.remove();
  return [{ engine: 'a file', report: embedded }, { engine: 'Redis', report: distributed }].map(({ engine, report }) => ({
    shows: `A process killed at any point of any turn goes on at the right step, with ${engine}`,
    ran: `${CRASH_POINTS.length} points × ${report.steps} turns: ${report.kills} processes killed with SIGKILL`,
    saw: faultsOr('every message there once, in order, with the replies of an undisturbed run', report.faults),
    holds: report.faults.length === 0,
  }));
}

/** Random conversations with one process on a file. */
export async function embeddedHistory(): Promise<readonly Finding[]> {
  const run = await inFolder(async (url) => {
    const instance = await startInstance({ environment: { STORAGE_URL: url } });
    return checked([instance], { messages: scaled(100_000), kills: scaled(500) });
  });
  return [{ shows: 'Nothing acknowledged is lost, doubled or out of order, with one process on a file', ...run }];
}

/** Random conversations with three instances on one Redis, which is killed and started again half way. */
export async function redisHistory(): Promise<readonly Finding[]> {
  // "everysec", the default, lets a killed Redis lose what it acknowledged in the last two seconds.
  const redis = await startRedis('--appendfsync', 'always');
  const environment = { STORAGE_URL: redis.url };
  const instances = await Promise.all([1, 2, 3].map(async () => startInstance({ environment })));
  const halfWay = async (): Promise<void> => {
    await redis.kill();
    await redis.start();
    await wait(3000);
  };
  const run = await checked(instances, { messages: scaled(100_000), kills: scaled(300), halfWay });
  await redis.remove();
  const shows = 'Nothing acknowledged is lost, doubled or out of order, with three instances on one Redis, any of which serves any request';
  return [{ shows, ...run, ran: `${run.ran}; Redis, with appendfsync always, killed and started again once` }];
}

type Limits = Pick<RandomRunOptions, 'messages' | 'kills' | 'halfWay'>;

async function checked(instances: readonly Instance[], limits: Limits): Promise<Omit<Finding, 'shows'>> {
  try {
    const run = await randomRun({ ...limits, instances, parents: PARENTS, seed: SEED, progress: console.log });
    return {
      ran: `${run.messages} messages in ${run.conversations} conversations, ${run.kills} processes killed with SIGKILL, `
        + `${run.unacknowledgedAttempts} attempts not acknowledged and sent again, in ${run.seconds} s`,
      saw: faultsOr('0 faults', run.faults),
      holds: run.faults.length === 0,
    };
  } finally {
    await Promise.all(instances.map(async (instance) => instance.kill()));
  }
}

function faultsOr(otherwise: string, faults: readonly string[]): string {
  return faults.length === 0 ? otherwise : `faults: ${faults.length}: ${faults.slice(0, FAULTS_SHOWN).join('; ')}`;
}

async function inFolder<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'long-'));
  try {
    return await use(`sqlite:${join(folder, 'conversations.sqlite')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

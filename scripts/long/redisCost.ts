import { startInstance } from '../../test/reliability/instance.ts';
import { Parent } from '../../test/reliability/parent.ts';
import { startRedis } from '../../test/state/redisServer.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const PARENTS = 30;
const SECONDS = 10;
const QUESTION = 'is it normal that my baby has gone really clingy';

/** What a turn costs on Redis, with one instance and with three. */
export async function redisCost(): Promise<readonly Finding[]> {
  return [await costWith(1), await costWith(3)];
}

async function costWith(count: number): Promise<Finding> {
  const redis = await startRedis();
  const environment = { STORAGE_URL: redis.url };
  const instances = await Promise.all(Array.from({ length: count }, async () => startInstance({ environment })));
  const parents = await Promise.all(
    Array.from({ length: PARENTS }, (_, index) => new Parent(() => instances[index % count]?.url ?? '').begin()),
  );
  await Promise.all(parents.map(async (parent) => parent.send('warm', QUESTION)));
  await redis.ask('CONFIG', 'RESETSTAT');
  const cpuBefore = instances.map((instance) => instance.cpuMs());
  const until = performance.now() + scaled(SECONDS) * 1000;
  let turns = 0;
  await Promise.all(parents.map(async (parent) => {
    for (let number = 0; performance.now() < until; number += 1) {
      await parent.send(`${number}`, QUESTION);
      turns += 1;
    }
  }));
  const cpuMs = instances.reduce((sum, instance, index) => sum + instance.cpuMs() - (cpuBefore[index] ?? 0), 0);
  const stats = String(await redis.ask('INFO', 'commandstats'));
  await Promise.all(instances.map(async (instance) => instance.kill()));
  await redis.remove();
  return {
    shows: `What a turn costs with ${count === 1 ? 'one instance' : `${count} instances`} on one Redis`,
    ran: `${turns} turns by ${PARENTS} parents at once in ${scaled(SECONDS)} s, load generator and Redis on the same two cores`,
    saw: `${Math.round(turns / scaled(SECONDS))} turns a second; ${(cpuMs / turns).toFixed(2)} ms of processor time a turn; `
      + `Redis commands a turn: ${commandsPerTurn(stats, turns)}`,
  };
}

function commandsPerTurn(stats: string, turns: number): string {
  const calls = [...stats.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)].map(([, name = '', count]) => ({ name, perTurn: Number(count) / turns }));
  return calls.filter(({ perTurn }) => perTurn >= 0.05).map(({ name, perTurn }) => `${name} ${perTurn.toFixed(2)}`).join(', ');
}

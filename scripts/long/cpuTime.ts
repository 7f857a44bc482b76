import { join } from 'node:path';
import { seededRandom } from '../../language/seededRandom.ts';
import { type Instance, startInstance } from '../../test/reliability/instance.ts';
import { Parent } from '../../test/reliability/parent.ts';
import { badText, longestText, type Random } from './badInput.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const REQUESTS = 20_000;
const WARM = 300;
const BOUND_MS = 20;
const AGAIN = 3;
const SEED = 20_260_503;
const MEASURING = join(import.meta.dirname, '../../test/reliability/measuring.ts');
const JSON_BODY = { 'Content-Type': 'application/json' };

/** Stands for the message's number until it is sent. */
const NUMBER = '@number@';

interface Case {
  readonly path: string;
  readonly init: RequestInit;
}

/** Requests of every kind, one at a time, good and bad, with the processor time of each. */
export async function cpuTime(): Promise<readonly Finding[]> {
  const instance = await startInstance({ environment: { STORAGE_URL: 'memory:' }, nodeOptions: ['--import', MEASURING] });
  try {
    const random = seededRandom(SEED);
    const cases = await someCases(instance, random, WARM + scaled(REQUESTS));
    for (const each of cases.slice(0, WARM)) await costOf(instance, each);
    const times: number[] = [];
    const slow: Case[] = [];
    for (const each of cases.slice(WARM)) {
      const ms = await costOf(instance, each);
      times.push(ms);
      if (ms > BOUND_MS) slow.push(each);
    }
    return [finding(times, slow, await stillSlow(instance, slow))];
  } finally {
    await instance.kill();
  }
}

function finding(times: readonly number[], slow: readonly Case[], again: readonly Case[]): Finding {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2);
  const kinds = new Set(again.map(({ path, init }) => `${init.method ?? 'GET'} ${path.split('/').at(-1) ?? ''}`));
  return {
    shows: `No request takes more than ${BOUND_MS} ms of processor time`,
    ran: `${times.length} requests one at a time, after ${WARM} to warm up: messages good and bad, one in a hundred as long as a client can send; polls; starts; pages; bodies that are no activity`,
    saw: `half under ${at(0.5)} ms, 99 % under ${at(0.99)} ms, the slowest ${at(0.999999)} ms; ${slow.length} above the bound, ${again.length} of them each of ${AGAIN} times when repeated alone${kinds.size === 0 ? '' : ` (${[...kinds].join(', ')})`}`,
    holds: again.length === 0,
  };
}

async function stillSlow(instance: Instance, slow: readonly Case[]): Promise<readonly Case[]> {
  const again: Case[] = [];
  for (const each of slow) {
    let count = 0;
    for (let time = 0; time < AGAIN; time += 1) if ((await costOf(instance, each)) > BOUND_MS) count += 1;
    if (count === AGAIN) again.push(each);
  }
  return again;
}

let asked = 0;

async function costOf({ url, logged }: Instance, { path, init }: Case): Promise<number> {
  asked += 1;
  const mark = `"name":"${asked}"`;
  const headers = { ...(init.headers as object), 'X-Case': `${asked}` };
  // A message sent again is not a turn again, so each time it is another message.
  const body = typeof init.body === 'string' ? { body: init.body.replace(NUMBER, `${asked}`) } : {};
  const response = await fetch(`${url}${path}`, { ...init, ...body, headers });
  await response.arrayBuffer();
  for (let tries = 0; tries < 500; tries += 1) {
    const line = logged.slice(-20).find((each) => each.includes(mark));
    if (line !== undefined) return Number(/"ms":([\d.]+)/.exec(line)?.[1]);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('A request was not measured.');
}

async function someCases(instance: Instance, random: Random, count: number): Promise<readonly Case[]> {
  const parents = await Promise.all(Array.from({ length: 20 }, async () => new Parent(() => instance.url).begin()));
  return Array.from({ length: count }, () => {
    const parent = parents[random(parents.length)];
    return caseOf(random, parent?.address() ?? { token: '', conversationId: '' });
  });
}

type Address = ReturnType<Parent['address']>;

function caseOf(random: Random, { token, conversationId }: Address): Case {
  const own = { Authorization: `Bearer ${token}` };
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const kind = random(20);
  if (kind === 0) return { path, init: { headers: own } };
  if (kind === 1) return { path: '/v3/directline/tokens/generate', init: { method: 'POST', headers: JSON_BODY, body: '{}' } };
  if (kind === 2) return { path: ['/', '/chat', '/help', '/widget.js', '/nowhere', '/readyz'][random(6)] ?? '/', init: {} };
  if (kind === 3) return { path, init: { method: 'POST', headers: { ...own, ...JSON_BODY }, body: badBody(random) } };
  const text = random(100) === 0 ? longestText(random) : badText(random);
  const body = JSON.stringify({ type: 'message', text, channelData: { clientActivityID: NUMBER } });
  return { path, init: { method: 'POST', headers: { ...own, ...JSON_BODY }, body } };
}

function badBody(random: Random): string {
  const bodies = ['{', '[]', '"text"', '{"type":1}', `{"a":${'['.repeat(50_000)}`, `{${'"k":1,'.repeat(20_000)}"z":1}`, JSON.stringify({ type: 'x'.repeat(200_000) })];
  return bodies[random(bodies.length)] ?? '';
}

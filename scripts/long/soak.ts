import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startInstance } from '../../test/reliability/instance.ts';
import { Parent } from '../../test/reliability/parent.ts';
import type { Finding } from './finding.ts';
import { scaled } from './scale.ts';

const MINUTES = 30;
const PARENTS = 20;
const MESSAGES_EACH = 15;
const SAMPLES = 20;
const PAUSE_MS = 10;
const MOST_GROWTH = 0.1;
const TEXTS = ['is it normal that my baby has gone really clingy', 'tell me more', "i'm finding it hard", 'Yes', 'i want to hurt my baby', 'Not now'];

/** Conversation after conversation; memory in the second half against the first. */
export async function soak(): Promise<readonly Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const environment = { STORAGE_URL: `sqlite:${join(folder, 'conversations.sqlite')}` };
  const instance = await startInstance({ environment });
  const minutes = Math.max(0.5, scaled(MINUTES * 100) / 100);
  const until = performance.now() + minutes * 60_000;
  const done = { messages: 0, conversations: 0, failures: 0 };
  const talk = async (): Promise<void> => {
    while (performance.now() < until) {
      const parent = await (await new Parent(() => instance.url).begin()).listen();
      for (let number = 0; number < MESSAGES_EACH; number += 1) {
        await parent.send(`${number}`, TEXTS[number % TEXTS.length] ?? '');
        done.messages += 1;
        await wait(PAUSE_MS);
      }
      parent.leave();
      done.conversations += 1;
      done.failures += parent.failures;
    }
  };
  const memory: number[] = [];
  const watch = async (): Promise<void> => {
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      await wait((minutes * 60_000) / SAMPLES);
      memory.push(instance.memoryMb());
    }
  };
  await Promise.all([watch(), ...Array.from({ length: PARENTS }, talk)]);
  await instance.kill();
  rmSync(folder, { recursive: true, force: true });
  const [second, fourth] = [highest(memory.slice(5, 10)), highest(memory.slice(15))];
  return [{
    shows: 'Memory does not grow with the number of turns',
    ran: `${done.messages} messages in ${done.conversations} conversations with sockets over ${minutes} minutes, stored in a file`,
    saw: `${done.failures} failed; at most ${second.toFixed(0)} MB in the second quarter and ${fourth.toFixed(0)} MB in the fourth`,
    ...(minutes >= 3 ? { holds: done.failures === 0 && fourth <= second * (1 + MOST_GROWTH) } : {}),
  }];
}

function highest(numbers: readonly number[]): number {
  return Math.max(...numbers);
}

import { setTimeout as wait } from 'node:timers/promises';
import { seededRandom } from '../../language/seededRandom.ts';
import { faultsIn } from './history.ts';
import type { Instance } from './instance.ts';
import { Parent } from './parent.ts';

const TEXTS = [
  'is it normal that my baby has gone really clingy',
  'tell me more',
  "i'm finding it hard",
  'Yes',
  'i want to hurt my baby',
  'what is infant mental health',
  'Not now',
  'thank you',
];
/** A conversation's log keeps its latest 60 turns, and the checker reads it whole. */
const MOST_MESSAGES = 40;
const LISTENING = 0.3;
const IMPATIENT = 0.05;

export interface RandomRunOptions {
  readonly instances: readonly Instance[];
  readonly parents: number;
  /** The run ends when so many messages are acknowledged and so many processes were killed. */
  readonly messages: number;
  readonly kills: number;
  readonly seed: number;
  /** Done once, half way, while no process is killed. */
  readonly halfWay?: () => Promise<void>;
  readonly progress?: (line: string) => void;
}

/** What a run did, and what was wrong. */
export interface RandomRun {
  readonly messages: number;
  readonly conversations: number;
  readonly kills: number;
  readonly unacknowledgedAttempts: number;
  readonly seconds: number;
  readonly faults: readonly string[];
}

/** Lets many parents talk to any of the instances while these are killed at random, and checks every history. */
export async function randomRun(options: RandomRunOptions): Promise<RandomRun> {
  const run = new Run(options);
  const started = performance.now();
  await Promise.all([run.killAtRandom(), ...Array.from({ length: options.parents }, (_, index) => run.talk(index))]);
  return { ...run.done, seconds: Math.round((performance.now() - started) / 1000) };
}

class Run {
  readonly #options: RandomRunOptions;
  readonly #random: () => number;
  readonly done = { messages: 0, conversations: 0, kills: 0, unacknowledgedAttempts: 0, faults: [] as string[] };

  constructor(options: RandomRunOptions) {
    this.#options = options;
    const random = seededRandom(options.seed);
    this.#random = () => random(1_000_000) / 1_000_000;
  }

  async killAtRandom(): Promise<void> {
    const { kills, messages, instances, halfWay, progress } = this.#options;
    while (this.done.kills < kills) {
      await this.#untilSaid(this.done.messages + this.#random() * 2 * (messages / kills));
      const instance = this.#oneOf(instances);
      await instance.kill();
      await instance.start();
      this.done.kills += 1;
      if (this.done.kills === Math.floor(kills / 2)) await halfWay?.();
      if (this.done.kills % 25 === 0) progress?.(`${this.done.kills} kills, ${this.done.messages} messages, ${this.done.faults.length} faults`);
    }
  }

  async #untilSaid(messages: number): Promise<void> {
    while (this.done.messages < messages) await wait(1);
  }

  async talk(index: number): Promise<void> {
    const { messages, kills } = this.#options;
    for (let round = 0; this.done.messages < messages || this.done.kills < kills; round += 1) {
      await this.#conversation(`${index}-${round}`);
    }
  }

  async #conversation(name: string): Promise<void> {
    const parent = new Parent(() => this.#oneOf(this.#options.instances).url);
    try {
      await parent.begin();
      const isListening = this.#random() < LISTENING;
      if (isListening) await parent.listen();
      const length = 1 + Math.floor(this.#random() * MOST_MESSAGES);
      for (let number = 0; number < length; number += 1) await this.#say(parent, `${name}-${number}`);
      await this.#check(parent, isListening);
    } catch (error) {
      this.done.faults.push(`${name}: ${error instanceof Error ? error.message : 'failed'}`);
    } finally {
      parent.leave();
      this.done.conversations += 1;
      this.done.unacknowledgedAttempts += parent.failures;
    }
  }

  async #say(parent: Parent, id: string): Promise<void> {
    const text = this.#oneOf(TEXTS);
    await parent.send(id, text);
    this.done.messages += 1;
    if (this.#random() < IMPATIENT) await parent.sendAgain(id, text);
  }

  async #check(parent: Parent, isListening: boolean): Promise<void> {
    const log = await parent.read();
    if (isListening) await parent.until((seen) => seen.length >= log.length);
    const seen = isListening ? { seen: [...parent.seen.values()] } : {};
    this.done.faults.push(...faultsIn({ acknowledged: parent.acknowledged, log, ...seen }));
  }

  #oneOf<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.#random() * list.length)];
    if (one === undefined) throw new RangeError('The list is empty.');
    return one;
  }
}

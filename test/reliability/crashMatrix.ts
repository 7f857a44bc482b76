import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';
import { CRASH_POINTS, type CrashPoint } from './crashPoints.ts';
import { faultsIn } from './history.ts';
import { type Instance, startInstance } from './instance.ts';
import { Parent } from './parent.ts';
import { stepsIn, undisturbed } from './story.ts';

/** How often a process was killed, and what was wrong afterwards. */
export interface CrashReport {
  readonly kills: number;
  readonly steps: number;
  /** Each names the point of the turn. Empty: every conversation went on at the right step. */
  readonly faults: readonly string[];
}

export interface MatrixOptions {
  readonly points?: readonly CrashPoint[];
  readonly oneEach?: boolean;
  /** How many turns of the story. */
  readonly turns?: number;
}

/**
 * Lives through the story once for each of `points` and kills the process at that point of every turn, or, with
 * `oneEach`, once altogether with another point at each turn.
 */
export async function crashMatrix(
  environment: Readonly<Record<string, string>>,
  { points = CRASH_POINTS, oneEach = false, turns = Infinity }: MatrixOptions = {},
): Promise<CrashReport> {
  const instance = await startInstance({ environment, crashes: true });
  try {
    const calm = await undisturbed(await new Parent(() => instance.url).begin());
    const texts = calm.map(({ text }) => text).slice(0, turns);
    const rounds = oneEach ? [points] : points.map((point) => [point]);
    let kills = 0;
    const faults: string[] = [];
    for (const [round, pointsInTurn] of rounds.entries()) {
      const parent = await (await new Parent(() => instance.url).begin()).listen();
      for (const [step, text] of texts.entries()) {
        const point = pointsInTurn[step % pointsInTurn.length] ?? 'before parse';
        if (point === 'after read') await startAfresh(instance);
        await instance.crashAt(point);
        const restarted = instance.ended().then(() => instance.start());
        await Promise.all([parent.send(`round-${round}-step-${step}`, text), restarted]);
        kills += 1;
      }
      const log = await parent.read();
      await parent.until((seen) => seen.length >= log.length);
      parent.leave();
      const history = { acknowledged: parent.acknowledged, log, seen: [...parent.seen.values()] };
      const found = [...faultsIn(history), ...changed(log, calm.slice(0, turns))];
      faults.push(...found.map((fault) => `killed ${pointsInTurn.join(', ')}: ${fault}`));
    }
    return { kills, steps: texts.length, faults };
  } finally {
    await instance.kill();
  }
}

/** A process that has just committed a record does not read it before the next turn. */
async function startAfresh(instance: Instance): Promise<void> {
  await instance.kill();
  await instance.start();
}

function changed(log: readonly DirectLineActivity[], calm: Awaited<ReturnType<typeof undisturbed>>): string[] {
  const now = stepsIn(log, calm.map(({ text }) => text));
  return calm.flatMap((step, index) =>
    JSON.stringify(now[index]) === JSON.stringify(step) ? [] : [`step ${index} got other replies than undisturbed`],
  );
}

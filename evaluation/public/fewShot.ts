import type { Share } from '../interval.ts';
import { shareOf } from '../interval.ts';
import type { PublicSets } from './publicSets.ts';
import { accuracy, letThroughAt95, scopeArea } from './scores.ts';

/** How many messages of a set's test are understood after a few examples a label. */
export interface FewShot {
  readonly set: string;
  readonly examplesEach: number;
  readonly accuracy: Share;
}

/** How well the score tells messages about something else, with nothing learned about them. Shares from 0 to 1. */
export interface ScopeSignal {
  readonly set: string;
  readonly outside: string;
  readonly area: number;
  readonly letThroughAt95: number;
}

const SETS = ['CLINC150', 'BANKING77', 'HWU64'] as const;

/** Trains on 5 and on 10 examples a label; tests on the whole test split. */
export function fewShotFigures({ read, train }: PublicSets): FewShot[] {
  return SETS.flatMap((set) =>
    [5, 10].map((examplesEach) => {
      const predictions = train(read(`${set}/train_${examplesEach}`))(read(`${set}/test`));
      const right = Math.round(accuracy(predictions) * predictions.length);
      return { set, examplesEach, accuracy: shareOf(right, predictions.length) };
    }),
  );
}

/** BANKING77-OOS: 50 of its labels are learned; outside are its other labels (near), and other fields (far). */
export function scopeSignals({ read, train }: PublicSets): ScopeSignal[] {
  const predict = train(read('BANKING77-OOS/train'));
  const inside = predict(read('BANKING77-OOS/test'));
  return [
    { outside: 'near: other questions about banking', split: 'BANKING77-OOS/id-oos/test' },
    { outside: 'far: other fields', split: 'BANKING77-OOS/ood-oos/test' },
  ].map(({ outside, split }) => {
    const all = [...inside, ...predict(read(split))];
    return { set: 'BANKING77-OOS', outside, area: scopeArea(all), letThroughAt95: letThroughAt95(all) };
  });
}

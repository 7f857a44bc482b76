import type { Prediction } from './publicData.ts';
import type { PublicSets } from './publicSets.ts';
import { accuracy, accuracyFrom, bestThreshold, letThroughAt95, outOfScopeRecall, scopeArea } from './scores.ts';

/** CLINC150 with all its training messages. Shares from 0 to 1. */
export interface FullWithOutOfScope {
  /** In scope, when nothing is refused. */
  readonly accuracy: number;
  /** In scope and out of scope, with the threshold that was best on the validation set. */
  readonly accuracyFromThreshold: number;
  readonly outOfScopeRecall: number;
  readonly area: number;
  readonly letThroughAt95: number;
}

/** Chooses the threshold on the validation set, as the set's makers do, and counts on the test set. */
export function fullWithOutOfScope({ read, train }: PublicSets): FullWithOutOfScope {
  const predict = train(read('CLINC150/train'));
  const both = (split: string): Prediction[] => predict([...read(`CLINC150/${split}`), ...read(`CLINC150/oos/${split}`)]);
  const threshold = bestThreshold(both('valid'));
  const test = both('test');
  return {
    accuracy: accuracy(test),
    accuracyFromThreshold: accuracyFrom(threshold, test),
    outOfScopeRecall: outOfScopeRecall(threshold, test),
    area: scopeArea(test),
    letThroughAt95: letThroughAt95(test),
  };
}

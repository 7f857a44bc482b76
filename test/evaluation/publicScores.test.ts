import { expect } from 'chai';
import type { Prediction } from '../../evaluation/public/publicData.ts';
import { OUT_OF_SCOPE } from '../../evaluation/public/publicData.ts';
import {
  accuracy,
  accuracyFrom,
  bestMatthewsCorrelation,
  bestThreshold,
  letThroughAt95,
  matthewsCorrelation,
  outOfScopeRecall,
  scopeArea,
} from '../../evaluation/public/scores.ts';

const prediction = ([label, given, score]: readonly [string, string, number]): Prediction => {
  return { text: '', label, given, score };
};

const PREDICTIONS = ([
  ['a', 'a', 0.9],
  ['a', 'b', 0.8],
  ['b', 'b', 0.7],
  ['b', 'b', 0.4],
  [OUT_OF_SCOPE, 'a', 0.5],
  [OUT_OF_SCOPE, 'b', 0.1],
] as const).map(prediction);

describe('the scores on public data', () => {
  it('count what is understood in scope, refused or not', () => {
    expect(accuracy(PREDICTIONS)).to.equal(0.75);
    expect(accuracyFrom(0.6, PREDICTIONS)).to.equal(0.5);
  });

  it('count what is refused out of scope', () => {
    expect(outOfScopeRecall(0.6, PREDICTIONS)).to.equal(1);
    expect(outOfScopeRecall(0.3, PREDICTIONS)).to.equal(0.5);
  });

  it('give the area by counting pairs, a tie for half', () => {
    // Of the 8 pairs only 0.4 against 0.5 is lost.
    expect(scopeArea(PREDICTIONS)).to.equal(7 / 8);
    expect(scopeArea(PREDICTIONS.map((each) => ({ ...each, score: 1 })))).to.equal(0.5);
  });

  it('count what gets through when nearly all in scope do', () => {
    expect(letThroughAt95(PREDICTIONS)).to.equal(0.5);
  });

  it('give the correlation of a worked example, 1 for all right and 0 for one answer to all', () => {
    const pairs = ([['a', 'a', 1], ['a', 'a', 1], ['a', 'b', 1], ['b', 'b', 1]] as const).map(prediction);
    // Two classes: TP 2, TN 1, FN 1, FP 0, so 2 / sqrt(2 · 3 · 1 · 2).
    expect(matthewsCorrelation(pairs)).to.be.closeTo(2 / Math.sqrt(12), 1e-12);
    expect(matthewsCorrelation(pairs.map((each) => ({ ...each, given: each.label })))).to.be.closeTo(1, 1e-12);
    expect(matthewsCorrelation(pairs.map((each) => ({ ...each, given: 'a' })))).to.equal(0);
  });

  it('find the threshold from which most are understood, and the one with the best correlation', () => {
    expect(bestThreshold(PREDICTIONS)).to.equal(0.4);
    const refusing = (threshold: number): Prediction[] =>
      PREDICTIONS.map((each) => (each.score < threshold ? { ...each, given: OUT_OF_SCOPE } : each));
    const everyThreshold = [0.1, 0.4, 0.5, 0.7, 0.8, 0.9].map((threshold) => matthewsCorrelation(refusing(threshold)));
    expect(bestMatthewsCorrelation(PREDICTIONS)).to.equal(Math.max(...everyThreshold));
  });
});

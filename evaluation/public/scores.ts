import type { Prediction } from './publicData.ts';
import { OUT_OF_SCOPE } from './publicData.ts';

/** The share (0 to 1) of messages in scope whose label is the one given, whatever the score. */
export function accuracy(predictions: readonly Prediction[]): number {
  const inside = predictions.filter(isInScope);
  return inside.filter(isRight).length / inside.length;
}

/** The same, when a message that scores below `threshold` is taken for out of scope. */
export function accuracyFrom(threshold: number, predictions: readonly Prediction[]): number {
  return accuracy(predictions.map((prediction) => refuseBelow(threshold, prediction)));
}

/** The share (0 to 1) of messages out of scope that score below `threshold`. */
export function outOfScopeRecall(threshold: number, predictions: readonly Prediction[]): number {
  const outside = predictions.filter((prediction) => !isInScope(prediction));
  return outside.filter(({ score }) => score < threshold).length / outside.length;
}

/** How often (0 to 1) a message in scope scores above one out of scope; a tie counts half. 0.5 is a coin. */
export function scopeArea(predictions: readonly Prediction[]): number {
  const sorted = [...predictions].sort((a, b) => a.score - b.score);
  const outside = sorted.filter((prediction) => !isInScope(prediction)).length;
  let wins = 0;
  let outsideBelow = 0;
  for (const group of groupsOfEqualScore(sorted)) {
    const outsideHere = group.filter((prediction) => !isInScope(prediction)).length;
    wins += (group.length - outsideHere) * (outsideBelow + outsideHere / 2);
    outsideBelow += outsideHere;
  }
  return wins / (outside * (sorted.length - outside));
}

/** The share (0 to 1) of messages out of scope that get through when 95 % of those in scope do. Lower is better. */
export function letThroughAt95(predictions: readonly Prediction[]): number {
  const inside = predictions.filter(isInScope).map(({ score }) => score).sort((a, b) => b - a);
  const threshold = inside[Math.ceil(0.95 * inside.length) - 1] ?? Infinity;
  return 1 - outOfScopeRecall(threshold, predictions);
}

/** Matthews' correlation for many classes (Gorodkin, 2004), out of scope being one. From −1 to 1; 0 is chance. */
export function matthewsCorrelation(predictions: readonly Prediction[]): number {
  const all = predictions.length;
  const given = countsOf(predictions.map((prediction) => prediction.given));
  const meant = countsOf(predictions.map(({ label }) => label));
  const right = predictions.filter(isRight).length;
  const sum = (counts: ReadonlyMap<string, number>, by = counts): number =>
    [...counts].reduce((total, [label, count]) => total + count * (by.get(label) ?? 0), 0);
  const spread = Math.sqrt(all * all - sum(given)) * Math.sqrt(all * all - sum(meant));
  return spread === 0 ? 0 : (right * all - sum(meant, given)) / spread;
}

/** The greatest correlation that any threshold reaches: how good a system could be if somebody knew the best one. */
export function bestMatthewsCorrelation(predictions: readonly Prediction[]): number {
  const correlations = thresholdsOf(predictions).map((threshold) =>
    matthewsCorrelation(predictions.map((prediction) => refuseBelow(threshold, prediction))),
  );
  return Math.max(...correlations);
}

/** The threshold from which most of all these messages, those out of scope included, are understood. */
export function bestThreshold(predictions: readonly Prediction[]): number {
  let best = { threshold: -Infinity, right: -1 };
  for (const threshold of thresholdsOf(predictions)) {
    const right = predictions.map((prediction) => refuseBelow(threshold, prediction)).filter(isRight).length;
    if (right > best.right) best = { threshold, right };
  }
  return best.threshold;
}

function isRight({ label, given }: Prediction): boolean {
  return label === given;
}

function isInScope({ label }: Prediction): boolean {
  return label !== OUT_OF_SCOPE;
}

function refuseBelow(threshold: number, prediction: Prediction): Prediction {
  return prediction.score < threshold ? { ...prediction, given: OUT_OF_SCOPE } : prediction;
}

function thresholdsOf(predictions: readonly Prediction[]): number[] {
  return [...new Set(predictions.map(({ score }) => score))].sort((a, b) => a - b);
}

function countsOf(labels: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

function groupsOfEqualScore(sorted: readonly Prediction[]): Prediction[][] {
  const groups: Prediction[][] = [];
  for (const prediction of sorted) {
    const last = groups.at(-1);
    if (last?.[0]?.score === prediction.score) last.push(prediction);
    else groups.push([prediction]);
  }
  return groups;
}

import type { Features } from './features.ts';
import type { SparseVector, VectorSpace } from './vectors.ts';
import { vectorOf } from './vectors.ts';

/** A trained classifier: for each label a direction, kept in one byte a number. */
export interface LinearModel {
  readonly labels: readonly string[];
  readonly space: VectorSpace;
  /** By feature, then by label. */
  readonly weights: Int8Array;
  /** What one step of a weight is worth, by label. */
  readonly steps: Float32Array;
  /** What each label starts from. */
  readonly offsets: Float32Array;
}

/** A label and how well a message fits it. Score: higher is better; about −1 for a stranger, 1 for a sure hit. */
export interface ScoredLabel {
  readonly label: string;
  readonly score: number;
}

/** Scores a message for every label, best first; equal scores in the model's order of labels. */
export function rankLabels(features: Features, model: LinearModel): ScoredLabel[] {
  const scores = scoresOf(vectorOf(features, model.space), model);
  return model.labels
    .map((label, i) => ({ label, score: scores[i] ?? 0 }))
    .sort((a, b) => b.score - a.score);
}

/** The scores of a vector, in the model's order of labels. */
export function scoresOf({ places, values }: SparseVector, model: LinearModel): Float64Array {
  const { weights, steps, offsets } = model;
  const count = model.labels.length;
  const sums = new Float64Array(count);
  // Four features at a time: a sum is fetched and put back a quarter as often, and comes out the same to the bit.
  for (let i = 0; i < places.length; i += 4) {
    const [one, two, three, four] = [values[i] ?? 0, values[i + 1] ?? 0, values[i + 2] ?? 0, values[i + 3] ?? 0];
    const first = (places[i] ?? 0) * count;
    const second = (places[i + 1] ?? 0) * count;
    const third = (places[i + 2] ?? 0) * count;
    const fourth = (places[i + 3] ?? 0) * count;
    for (let l = 0; l < count; l++) {
      sums[l] =
        (sums[l] ?? 0) +
        one * (weights[first + l] ?? 0) +
        two * (weights[second + l] ?? 0) +
        three * (weights[third + l] ?? 0) +
        four * (weights[fourth + l] ?? 0);
    }
  }
  for (let l = 0; l < count; l++) sums[l] = (sums[l] ?? 0) * (steps[l] ?? 0) + (offsets[l] ?? 0);
  return sums;
}

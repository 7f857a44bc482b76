import { seededRandom, shuffle } from './seededRandom.ts';
import type { Direction, Rows } from './supportVectorMachine.ts';

/** How to fit a regression. */
export interface RegressionSettings {
  /** How far one example moves the weights in the first round; above 0. Round `n` moves them 1 / n as far. */
  readonly rate: number;
  /** How often each example is looked at. */
  readonly rounds: number;
  readonly seed: number;
}

/** Which label each row has, as a number from 0, and how many labels and features there are. */
export interface RegressionTask {
  readonly own: Int32Array;
  readonly labelCount: number;
  readonly featureCount: number;
}

/** Offsets move more slowly than weights, so that a label with many examples does not win by that alone. */
const OFFSET_SHARE = 0.1;

/**
 * Fits one direction for each label, all together: after `exp` and division by their sum, the scores say how likely
 * each label is (multinomial logistic regression). Stochastic gradient descent that stops early, which is all the
 * smoothing that a few examples a label need. Deterministic: one seed, plain arithmetic.
 */
export function fitRegression(rows: Rows, task: RegressionTask, settings: RegressionSettings): Direction[] {
  const state = stateOf(task);
  const order = Int32Array.from(task.own, (_, row) => row);
  const random = seededRandom(settings.seed);
  for (let round = 0; round < settings.rounds; round++) {
    shuffle(order, random);
    for (const row of order) step(rows, row, { ...state, own: task.own[row] ?? 0, rate: settings.rate / (1 + round) });
  }
  return Array.from(state.offsets, (offset, l) => ({ weights: columnOf(state.weights, l, task.labelCount), offset }));
}

interface State {
  /** By feature, then by label. */
  readonly weights: Float64Array;
  readonly offsets: Float64Array;
  /** Of the row at hand, by label: first its score, then how much too likely the label is held to be. */
  readonly surplus: Float64Array;
}

function stateOf({ labelCount, featureCount }: RegressionTask): State {
  const [offsets, surplus] = [new Float64Array(labelCount), new Float64Array(labelCount)];
  return { weights: new Float64Array(featureCount * labelCount), offsets, surplus };
}

/** Moves all directions by what one example asks. */
function step(rows: Rows, row: number, state: State & { readonly own: number; readonly rate: number }): void {
  const { offsets, surplus, own, rate } = state;
  score(rows, row, state);
  makeShares(surplus);
  surplus[own] = (surplus[own] ?? 0) - 1;
  move(rows, row, state);
  for (let l = 0; l < offsets.length; l++) offsets[l] = (offsets[l] ?? 0) - rate * OFFSET_SHARE * (surplus[l] ?? 0);
}

function score({ starts, places, values }: Rows, row: number, { weights, offsets, surplus }: State): void {
  const count = surplus.length;
  surplus.set(offsets);
  for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) {
    const value = values[i] ?? 0;
    const first = (places[i] ?? 0) * count;
    for (let l = 0; l < count; l++) surplus[l] = (surplus[l] ?? 0) + value * (weights[first + l] ?? 0);
  }
}

function move({ starts, places, values }: Rows, row: number, state: State & { readonly rate: number }): void {
  const { weights, surplus, rate } = state;
  const count = surplus.length;
  for (let i = starts[row] ?? 0; i < (starts[row + 1] ?? 0); i++) {
    const by = rate * (values[i] ?? 0);
    const first = (places[i] ?? 0) * count;
    for (let l = 0; l < count; l++) weights[first + l] = (weights[first + l] ?? 0) - by * (surplus[l] ?? 0);
  }
}

/** Turns scores into shares that add up to 1, in place. */
function makeShares(scores: Float64Array): void {
  let greatest = -Infinity;
  for (const score of scores) greatest = Math.max(greatest, score);
  let sum = 0;
  for (let l = 0; l < scores.length; l++) {
    const power = exponential((scores[l] ?? 0) - greatest);
    scores[l] = power;
    sum += power;
  }
  for (let l = 0; l < scores.length; l++) scores[l] = (scores[l] ?? 0) / sum;
}

const SQUARINGS = 10;
const VANISHES_BELOW = -40;

/** e to a power of at most 0. Exact arithmetic only: `Math.exp` need not give the same last bit on every machine. */
function exponential(power: number): number {
  if (power < VANISHES_BELOW) return 0;
  const part = power / (1 << SQUARINGS);
  let result = 1 + part * (1 + (part / 2) * (1 + part / 3));
  for (let n = 0; n < SQUARINGS; n++) result *= result;
  return result;
}

function columnOf(weights: Float64Array, label: number, labelCount: number): Float64Array {
  const column = new Float64Array(weights.length / labelCount);
  column.forEach((_, feature) => (column[feature] = weights[feature * labelCount + label] ?? 0));
  return column;
}

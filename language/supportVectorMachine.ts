import { seededRandom, shuffle } from './seededRandom.ts';
import type { SparseVector } from './vectors.ts';

/** How hard to fit. `cost` is per example; those of the label itself cost `ownCost` more. */
export interface MachineSettings {
  readonly cost: number;
  readonly ownCost: number;
  /** How often each example is looked at, at most. */
  readonly rounds: number;
  readonly seed: number;
}

/** Examples in one block of memory: row `i` is from `starts[i]` up to, not including, `starts[i + 1]`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly values: Float64Array;
  readonly squares: Float64Array;
}

/** A direction in feature space and where it starts. */
export interface Direction {
  readonly weights: Float64Array;
  readonly offset: number;
}

/** Lays vectors out in one block of memory. */
export function rowsOf(vectors: readonly SparseVector[]): Rows {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach(({ places }, i) => (starts[i + 1] = (starts[i] ?? 0) + places.length));
  const places = Int32Array.from(vectors.flatMap((vector) => vector.places));
  const values = Float64Array.from(vectors.flatMap((vector) => vector.values));
  const squares = Float64Array.from(vectors, (vector) => vector.values.reduce((sum, value) => sum + value * value, 1));
  return { starts, places, values, squares };
}

/**
 * Fits a linear support vector machine that tells the rows marked 1 in `own` from all others (hinge loss, L2).
 *
 * Dual coordinate descent after Hsieh and others, 2008, with their shrinking: an example that lies safely on its side
 * is not looked at again. Deterministic: one seed, plain arithmetic.
 */
export function fitMachine(rows: Rows, own: Uint8Array, featureCount: number, settings: MachineSettings): Direction {
  const state = { weights: new Float64Array(featureCount), offset: 0, pulls: new Float64Array(own.length) };
  const random = seededRandom(settings.seed);
  let active = Int32Array.from(own, (_, i) => i);
  let easiest = Infinity;
  for (let round = 0; round < settings.rounds && active.length > 0; round++) {
    shuffle(active, random);
    let hardest = 0;
    const kept: number[] = [];
    for (const row of active) {
      const limit = own[row] === 1 ? settings.cost * settings.ownCost : settings.cost;
      const gradient = step(rows, row, own[row] === 1 ? 1 : -1, limit, state);
      const pull = state.pulls[row] ?? 0;
      if (pull === 0 && gradient > easiest) continue;
      kept.push(row);
      hardest = Math.max(hardest, pull === 0 ? Math.max(0, -gradient) : Math.abs(gradient));
    }
    easiest = round === 0 ? 1 : Math.max(hardest, SHRINK_FLOOR);
    active = Int32Array.from(kept);
  }
  return { weights: state.weights, offset: state.offset };
}

const SHRINK_FLOOR = 0.05;

interface State {
  readonly weights: Float64Array;
  offset: number;
  readonly pulls: Float64Array;
}

/** Moves the direction by what one example asks. Gives the gradient it had before. */
function step(rows: Rows, row: number, side: 1 | -1, limit: number, state: State): number {
  const { starts, places, values } = rows;
  const from = starts[row] ?? 0;
  const to = starts[row + 1] ?? 0;
  let score = state.offset;
  for (let i = from; i < to; i++) score += (values[i] ?? 0) * (state.weights[places[i] ?? 0] ?? 0);
  const gradient = side * score - 1;
  const before = state.pulls[row] ?? 0;
  const after = Math.min(Math.max(before - gradient / (rows.squares[row] ?? 1), 0), limit);
  if (after === before) return gradient;
  state.pulls[row] = after;
  const change = (after - before) * side;
  for (let i = from; i < to; i++) {
    const place = places[i] ?? 0;
    state.weights[place] = (state.weights[place] ?? 0) + change * (values[i] ?? 0);
  }
  state.offset += change;
  return gradient;
}

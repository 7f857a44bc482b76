import { seenHashes } from './distinct.ts';
import type { Features } from './features.ts';
import { FEATURE_GROUPS } from './features.ts';
import type { FeatureTable } from './featureTable.ts';
import { placeOf } from './featureTable.ts';

/** A message as numbers: the places of its known features and how much each weighs. */
export interface SparseVector {
  readonly places: readonly number[];
  readonly values: readonly number[];
}

/** What turns features into numbers. */
export interface VectorSpace {
  readonly table: FeatureTable;
  /** How rare each feature is, by place: higher is rarer. */
  readonly rarities: Float32Array;
  /** How rare a feature is that was never seen in training. */
  readonly unknownRarity: number;
  /** How much each group weighs: words, pairs, pieces. */
  readonly groupWeights: readonly [number, number, number];
}

/**
 * Weighs the features of a message: each group by rarity, and to the same length.
 *
 * Unknown features count in the length. A message mostly of unknown words is therefore short in every known direction
 * and scores low: this is what tells that it is about something else.
 */
export function vectorOf(features: Features, space: VectorSpace): SparseVector {
  const places: number[] = [];
  const values: number[] = [];
  for (const [g, group] of FEATURE_GROUPS.entries()) {
    const first = places.length;
    const square = addGroup(features[group], space, places, values);
    const scale = square > 0 ? (space.groupWeights[g] ?? 0) / Math.sqrt(square) : 0;
    for (let i = first; i < values.length; i++) values[i] = (values[i] ?? 0) * scale;
  }
  return { places, values };
}

/** Adds each distinct feature of a group once. Gives the square of the group's length, unknown features included. */
function addGroup(hashes: readonly number[], space: VectorSpace, places: number[], values: number[]): number {
  const seen = seenHashes(hashes.length);
  let square = 0;
  for (const hash of hashes) {
    if (!seen.add(hash)) continue;
    const place = placeOf(hash, space.table);
    const rarity = place < 0 ? space.unknownRarity : (space.rarities[place] ?? 0);
    square += rarity * rarity;
    if (place < 0) continue;
    places.push(place);
    values.push(rarity);
  }
  return square;
}

/**
 * How rare something is that `having` of `all` texts have: about the logarithm of all / having, plus one.
 *
 * Uses only arithmetic that is exact to the bit on every machine, which `Math.log` is not promised to be.
 */
export function rarity(having: number, all: number): number {
  let ratio = (all + 1) / (having + 1);
  let halvings = 0;
  while (ratio >= 2) {
    ratio /= 2;
    halvings++;
  }
  return 1 + (halvings + ratio - 1) * NATURAL_LOGARITHM_OF_TWO;
}

const NATURAL_LOGARITHM_OF_TWO = 0.6931471805599453;

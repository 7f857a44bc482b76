import type { Features } from './features.ts';
import { FEATURE_GROUPS } from './features.ts';
import { featureTableOf } from './featureTable.ts';
import type { LinearModel } from './linearClassifier.ts';
import type { Direction, MachineSettings } from './supportVectorMachine.ts';
import { fitMachine, rowsOf } from './supportVectorMachine.ts';
import type { VectorSpace } from './vectors.ts';
import { rarity, vectorOf } from './vectors.ts';

/** One example to learn from. */
export interface LabelledFeatures {
  readonly label: string;
  readonly features: Features;
}

/** How to train. */
export interface TrainingSettings extends MachineSettings {
  /** Features in fewer examples than this are treated as unknown. */
  readonly seenAtLeast: number;
  readonly groupWeights: readonly [number, number, number];
}

const GREATEST_STEP = 127;

/** Trains one direction for each label against all others. The same examples give the same model to the bit. */
export function trainClassifier(examples: readonly LabelledFeatures[], settings: TrainingSettings): LinearModel {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const space = spaceOf(examples, settings);
  const rows = rowsOf(examples.map(({ features }) => vectorOf(features, space)));
  const directions = labels.map((label) => {
    const own = Uint8Array.from(examples, (example) => (example.label === label ? 1 : 0));
    return fitMachine(rows, own, space.rarities.length, settings);
  });
  return { labels, space, ...inBytes(directions, space.rarities.length) };
}

function spaceOf(examples: readonly LabelledFeatures[], settings: TrainingSettings): VectorSpace {
  const counts = new Map<number, number>();
  for (const { features } of examples) {
    const distinct = new Set(FEATURE_GROUPS.flatMap((group) => features[group]));
    for (const hash of distinct) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= settings.seenAtLeast).sort((a, b) => a[0] - b[0]);
  return {
    table: featureTableOf(kept.map(([hash]) => hash)),
    rarities: Float32Array.from(kept, ([, count]) => rarity(count, examples.length)),
    unknownRarity: rarity(1, examples.length),
    groupWeights: settings.groupWeights,
  };
}

function inBytes(directions: readonly Direction[], features: number): Omit<LinearModel, 'labels' | 'space'> {
  const weights = new Int8Array(features * directions.length);
  const steps = new Float32Array(directions.length);
  directions.forEach((direction, l) => {
    const greatest = direction.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const step = greatest > 0 ? greatest / GREATEST_STEP : 1;
    steps[l] = step;
    direction.weights.forEach((weight, f) => (weights[f * directions.length + l] = Math.round(weight / step)));
  });
  return { weights, steps, offsets: Float32Array.from(directions, ({ offset }) => offset) };
}

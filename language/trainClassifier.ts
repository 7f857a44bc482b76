import type { Features } from './features.ts';
import { FEATURE_GROUPS } from './features.ts';
import { featureTableOf } from './featureTable.ts';
import type { LinearModel } from './linearClassifier.ts';
import type { RegressionSettings, RegressionTask } from './logisticRegression.ts';
import { fitRegression } from './logisticRegression.ts';
import type { Direction, MachineSettings, Rows } from './supportVectorMachine.ts';
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
  /** What a feature is rare among: examples, unless said otherwise. Labels suit a few examples a label. */
  readonly rarityAmong?: 'examples' | 'labels';
  /** A regression fitted beside the machine; its scores, times `share`, are added. Costs nothing in use. */
  readonly regression?: RegressionSettings & { readonly share: number };
}

const GREATEST_STEP = 127;

/** Trains one direction for each label against all others. The same examples give the same model to the bit. */
export function trainClassifier(examples: readonly LabelledFeatures[], settings: TrainingSettings): LinearModel {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const space = spaceOf(examples, settings);
  const rows = rowsOf(examples.map(({ features }) => vectorOf(features, space)));
  const own = Int32Array.from(examples, ({ label }) => labels.indexOf(label));
  const task = { own, labelCount: labels.length, featureCount: space.rarities.length };
  const machines = labels.map((_, label) => {
    return fitMachine(rows, Uint8Array.from(own, (each) => (each === label ? 1 : 0)), task.featureCount, settings);
  });
  return { labels, space, ...inBytes(withRegression(machines, rows, task, settings), task.featureCount) };
}

/** Both are linear, so their sum is: one set of weights serves for two classifiers. */
function withRegression(
  machines: readonly Direction[],
  rows: Rows,
  task: RegressionTask,
  { regression }: TrainingSettings,
): readonly Direction[] {
  if (regression === undefined) return machines;
  const { share } = regression;
  return fitRegression(rows, task, regression).map(({ weights, offset }, label) => {
    const machine = machines[label];
    const sum = weights.map((weight, feature) => (machine?.weights[feature] ?? 0) + share * weight);
    return { weights: sum, offset: (machine?.offset ?? 0) + share * offset };
  });
}

function spaceOf(examples: readonly LabelledFeatures[], settings: TrainingSettings): VectorSpace {
  const seen = countsOf(examples.map((example) => [example]));
  const amongLabels = settings.rarityAmong === 'labels';
  const byLabel = amongLabels ? [...Map.groupBy(examples, ({ label }) => label).values()] : [];
  const having = amongLabels ? countsOf(byLabel) : seen;
  const all = amongLabels ? byLabel.length : examples.length;
  const often = [...seen].filter(([, count]) => count >= settings.seenAtLeast);
  const kept = often.map(([hash]) => hash).sort((a, b) => a - b);
  return {
    table: featureTableOf(kept),
    rarities: Float32Array.from(kept, (hash) => rarity(having.get(hash) ?? 0, all)),
    unknownRarity: rarity(1, all),
    groupWeights: settings.groupWeights,
  };
}

/** In how many of the groups each feature is. */
function countsOf(groups: readonly (readonly LabelledFeatures[])[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const group of groups) {
    const distinct = new Set(group.flatMap(({ features }) => FEATURE_GROUPS.flatMap((each) => features[each])));
    for (const hash of distinct) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
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

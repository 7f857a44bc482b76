import type { ArrayFile } from '../language/arrayFile.ts';
import type { Concept } from '../language/concepts.ts';
import type { LinearModel } from '../language/linearClassifier.ts';

/** Its name in the folder `build/`. */
export const SAFETY_FILE = 'safety.bin';

/** What the second layer of triage learned: what `npm run build` writes and start-up reads. */
export interface SafetyModel {
  /** Labels: `<category>:<urgency>`, also with `-<kind>`; `harmless`, also with `-<kind>`; `informational`. */
  readonly classifier: LinearModel;
  readonly concepts: readonly Concept[];
}

interface Facts {
  readonly labels: readonly string[];
  readonly concepts: readonly Concept[];
  readonly unknownRarity: number;
  readonly groupWeights: readonly [number, number, number];
}

/** The model as a file. */
export function safetyFile({ classifier, concepts }: SafetyModel): ArrayFile {
  const { labels, space, weights, steps, offsets } = classifier;
  const { table, rarities, unknownRarity, groupWeights } = space;
  const facts: Facts = { labels, concepts, unknownRarity, groupWeights };
  return { facts, arrays: { table, rarities, weights, steps, offsets } };
}

/** The model of a file that `safetyFile` made. */
export function safetyModel(file: ArrayFile): SafetyModel {
  const { labels, concepts, unknownRarity, groupWeights } = file.facts as Facts;
  const { table, rarities, weights, steps, offsets } = file.arrays as unknown as Arrays;
  const space = { table, rarities, unknownRarity, groupWeights };
  return { classifier: { labels, space, weights, steps, offsets }, concepts };
}

interface Arrays {
  readonly table: Uint32Array;
  readonly rarities: Float32Array;
  readonly weights: Int8Array;
  readonly steps: Float32Array;
  readonly offsets: Float32Array;
}

import type { Concept } from '../language/concepts.ts';
import { trainClassifier, type TrainingSettings } from '../language/trainClassifier.ts';
import type { SafetyModel } from './classifierModel.ts';
import { windowReader } from './windows.ts';

/** One message to learn from, labelled `<category>:<urgency>`, `informational`, `harmless` or `harmless-<kind>`. */
export interface SafetyExample {
  readonly label: string;
  readonly text: string;
}

/** How the second layer is trained; measured by leaving one voice out. */
export const SAFETY_TRAINING: TrainingSettings = {
  cost: 0.25,
  ownCost: 6,
  rounds: 12,
  seed: 1,
  seenAtLeast: 2,
  groupWeights: [1, 1, 1],
  regression: { share: 0.5, rate: 1, rounds: 10, seed: 1 },
};

/** How the labels of messages without danger begin. */
const HARMLESS = 'harmless';

/**
 * Trains the second layer of triage on whole messages, as typed. The same examples and concepts give the same model to
 * the bit.
 */
export function trainSafety(examples: readonly SafetyExample[], concepts: readonly Concept[]): SafetyModel {
  const read = windowReader(concepts);
  const labelled = examples.flatMap(({ label, text }) => {
    const message = read(text);
    if (message === undefined) return [];
    // Every part of a harmless story is harmless; which part of a dangerous one is not, nobody has said.
    const parts = label.startsWith(HARMLESS) ? message.windows : [];
    return [message.whole, ...parts].map((features) => ({ label, features }));
  });
  return { classifier: trainClassifier(labelled, SAFETY_TRAINING), concepts };
}

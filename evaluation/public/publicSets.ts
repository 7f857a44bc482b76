import type { IsEnglish } from '../../language/dictionary.ts';
import type { LabelledText, Prediction } from './publicData.ts';
import { readHint3, readHint3Predictions, readSplit } from './publicData.ts';
import type { Predict } from './publicMatcher.ts';
import { publicMatcher } from './publicMatcher.ts';

/** Where public messages come from, and what is trained on them. */
export interface PublicSets {
  readonly read: (split: string) => LabelledText[];
  readonly readHint3: (name: string) => LabelledText[];
  readonly readHint3Predictions: (name: string) => Prediction[];
  readonly train: (examples: readonly LabelledText[]) => Predict;
}

/** The sets in a folder, and the product's matcher. */
export function publicSets(folder: string, isEnglish: IsEnglish): PublicSets {
  return {
    read: (split) => readSplit(folder, split),
    readHint3: (name) => readHint3(folder, name),
    readHint3Predictions: (name) => readHint3Predictions(folder, name),
    train: (examples) => publicMatcher(examples, isEnglish),
  };
}

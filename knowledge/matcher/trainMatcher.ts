import type { Concept } from '../../language/concepts.ts';
import { deleteIndexOf } from '../../language/deleteIndex.ts';
import type { IsEnglish } from '../../language/dictionary.ts';
import { normaliseWords } from '../../language/normalise.ts';
import type { TrainingSettings } from '../../language/trainClassifier.ts';
import { trainClassifier } from '../../language/trainClassifier.ts';
import type { TrainingExample } from '../trainingExamples.ts';
import type { MatcherModel } from './matcherModel.ts';
import { readerOf } from './matcherModel.ts';

/** How the matcher is trained; measured by leaving one voice out. */
export const TRAINING: TrainingSettings = {
  cost: 1,
  ownCost: 6,
  rounds: 12,
  seed: 1,
  seenAtLeast: 1,
  groupWeights: [1, 1, 1.4],
};

/** What a word must have to be one that others are corrected to, when the dictionary does not know it. */
const STRANGER_VOICES_AT_LEAST = 3;

/** Trains the matcher. The same examples, concepts and dictionary give the same model to the bit. */
export function trainMatcher(
  examples: readonly TrainingExample[],
  concepts: readonly Concept[],
  isEnglish: IsEnglish,
  training: TrainingSettings = TRAINING,
): MatcherModel {
  const vocabulary = vocabularyOf(examples, concepts, isEnglish);
  const untrained = { concepts, vocabulary, deleteIndex: deleteIndexOf(vocabulary) };
  const read = readerOf(untrained, isEnglish);
  const labelled = examples.map(({ label, text }) => ({ label, features: read(text).features }));
  return { ...untrained, classifier: trainClassifier(labelled, training) };
}

/** English words, words of the lexicon, and strangers that several writers use alike; most frequent first. */
function vocabularyOf(
  examples: readonly TrainingExample[],
  concepts: readonly Concept[],
  isEnglish: IsEnglish,
): string[] {
  const voices = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  const count = (word: string, voice: string): void => {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    voices.set(word, (voices.get(word) ?? new Set()).add(voice));
  };
  for (const { text, voice } of examples) for (const word of normaliseWords(text)) count(word, voice);
  const lexicon = new Set(concepts.flatMap(({ phrases }) => phrases.flatMap((phrase) => phrase.split(' '))));
  for (const word of lexicon) count(word, 'lexicon');
  return [...counts.keys()]
    .filter((word) => lexicon.has(word) || isEnglish(word) || (voices.get(word)?.size ?? 0) >= STRANGER_VOICES_AT_LEAST)
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}

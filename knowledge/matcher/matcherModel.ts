import type { ArrayFile } from '../../language/arrayFile.ts';
import type { Concept } from '../../language/concepts.ts';
import type { DeleteIndex } from '../../language/deleteIndex.ts';
import type { LinearModel } from '../../language/linearClassifier.ts';
import type { ReadMessage } from '../../language/reading.ts';
import { messageReader } from '../../language/reading.ts';
import type { IsEnglish } from '../../language/dictionary.ts';
import { spellingCorrector } from '../../language/spelling.ts';

/** Everything the matcher learned: what `npm run build` writes and start-up reads. */
export interface MatcherModel {
  readonly classifier: LinearModel;
  readonly concepts: readonly Concept[];
  /** The words messages are matched by, most frequent first. */
  readonly vocabulary: readonly string[];
  readonly deleteIndex: DeleteIndex;
}

interface Facts {
  readonly labels: readonly string[];
  readonly concepts: readonly Concept[];
  readonly vocabulary: readonly string[];
  readonly unknownRarity: number;
  readonly groupWeights: readonly [number, number, number];
}

/** The model as a file. */
export function matcherFile({ classifier, concepts, vocabulary, deleteIndex }: MatcherModel): ArrayFile {
  const { labels, space, weights, steps, offsets } = classifier;
  const { table, rarities, unknownRarity, groupWeights } = space;
  const facts: Facts = { labels, concepts, vocabulary, unknownRarity, groupWeights };
  const { hashes: deletes, words: deleteWords } = deleteIndex;
  return { facts, arrays: { table, rarities, weights, steps, offsets, deletes, deleteWords } };
}

/** The model of a file that `matcherFile` made. */
export function matcherModel(file: ArrayFile): MatcherModel {
  const { labels, concepts, vocabulary, unknownRarity, groupWeights } = file.facts as Facts;
  const { table, rarities, weights, steps, offsets, deletes, deleteWords } = file.arrays as unknown as Arrays;
  const space = { table, rarities, unknownRarity, groupWeights };
  return {
    classifier: { labels, space, weights, steps, offsets },
    concepts,
    vocabulary,
    deleteIndex: { hashes: deletes, words: deleteWords },
  };
}

interface Arrays {
  readonly table: Uint32Array;
  readonly rarities: Float32Array;
  readonly weights: Int8Array;
  readonly steps: Float32Array;
  readonly offsets: Float32Array;
  readonly deletes: Uint32Array;
  readonly deleteWords: Uint16Array;
}

/** A reader that corrects and reads as the model was trained to. */
export function readerOf(model: Omit<MatcherModel, 'classifier'>, isEnglish: IsEnglish): ReadMessage {
  const { vocabulary, deleteIndex, concepts } = model;
  return messageReader(spellingCorrector({ vocabulary, index: deleteIndex, isEnglish }), concepts);
}

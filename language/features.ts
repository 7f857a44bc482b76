import type { FoundConcept } from './concepts.ts';
import { addToHash, beginHash, finishHash, hashText } from './hash.ts';

/** What a message is matched by, as 32-bit hashes, in three groups that are weighed apart. May hold repeats. */
export interface Features {
  readonly words: readonly number[];
  readonly pairs: readonly number[];
  /** Runs of three to five letters within words, so that inflections and slips still match. */
  readonly pieces: readonly number[];
}

/** The names of the groups, in the order in which a vector holds them. */
export const FEATURE_GROUPS = ['words', 'pairs', 'pieces'] as const;

const SEED = { word: 1, pair: 2, piece: 3, concept: 4, absentConcept: 5, shape: 6, whose: 7 };
const PIECE_LETTERS = { fewest: 3, most: 5 };
const WORD_EDGE = '_'.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);
const WHOSE_WORDS_BACK = 4;
const WHOSE: ReadonlyMap<string, string> = new Map([
  ...['i', 'we', 'me', 'myself', 'us'].map((word) => [word, 'self'] as const),
  ...['she', 'he', 'they', 'it', 'her', 'him', 'them'].map((word) => [word, 'other'] as const),
]);
const LENGTH_STEPS = [1, 3, 6, 12, 24];

/**
 * Lists the features of a message. Stop words stay: they carry negation, and who, when and why.
 *
 * Concepts are added to the words, never put in their place; a denied one ("NOT clingy") is a feature of its own.
 */
export function featuresOf(words: readonly string[], concepts: readonly SaidConcept[]): Features {
  const single = words.map((word) => hashText(word, SEED.word));
  for (const { name, denied } of concepts) single.push(hashText(name, denied ? SEED.absentConcept : SEED.concept));
  single.push(hashText(String(LENGTH_STEPS.findIndex((step) => words.length <= step)), SEED.shape));
  return { words: single, pairs: pairsOf(words, concepts), pieces: words.flatMap(piecesOf) };
}

/** A concept found in a message, and whether the message says that it is not so. */
export interface SaidConcept extends FoundConcept {
  readonly denied: boolean;
}

function pairsOf(words: readonly string[], concepts: readonly SaidConcept[]): number[] {
  const pairs = words.slice(1).map((word, i) => hashPair(words[i] ?? '', word));
  const generalised = withConcepts(words, concepts);
  generalised.slice(1).forEach((word, i) => {
    const before = generalised[i] ?? '';
    if (word.startsWith('K:') || before.startsWith('K:')) pairs.push(hashPair(before, word));
  });
  for (const concept of concepts) pairs.push(hashText(`${whoseIs(concept, words)} ${concept.name}`, SEED.whose));
  return pairs;
}

/** Who a concept is said of, by the nearest word before it that tells: "I cry" is not "she cries". */
function whoseIs({ from }: SaidConcept, words: readonly string[]): string {
  for (let at = from - 1; at >= 0 && at >= from - WHOSE_WORDS_BACK; at--) {
    const whose = WHOSE.get(words[at] ?? '');
    if (whose !== undefined) return whose;
  }
  return 'nobody';
}

function withConcepts(words: readonly string[], concepts: readonly SaidConcept[]): string[] {
  const generalised: string[] = [];
  let at = 0;
  for (const { name, from, to } of concepts) {
    generalised.push(...words.slice(at, from), `K:${name}`);
    at = to;
  }
  return [...generalised, ...words.slice(at)];
}

function hashPair(first: string, second: string): number {
  let hash = beginHash(SEED.pair);
  for (let i = 0; i < first.length; i++) hash = addToHash(hash, first.charCodeAt(i));
  hash = addToHash(hash, SPACE);
  for (let i = 0; i < second.length; i++) hash = addToHash(hash, second.charCodeAt(i));
  return finishHash(hash);
}

function piecesOf(word: string): number[] {
  const pieces: number[] = [];
  const length = word.length + 2;
  for (let from = 0; from + PIECE_LETTERS.fewest <= length; from++) {
    let hash = beginHash(SEED.piece);
    for (let n = 1; n <= PIECE_LETTERS.most && from + n <= length; n++) {
      hash = addToHash(hash, unitAt(word, from + n - 1));
      if (n >= PIECE_LETTERS.fewest) pieces.push(finishHash(hash));
    }
  }
  return pieces;
}

function unitAt(word: string, at: number): number {
  return at === 0 || at > word.length ? WORD_EDGE : word.charCodeAt(at - 1);
}

import type { FoundConcept } from './concepts.ts';
import { addTextToHash, addToHash, beginHash, finishHash, hashText } from './hash.ts';

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

/** The words of a text as hashes, before any concept is looked for: whoever reads the same words shares them. */
export interface HashedWords {
  readonly words: readonly number[];
  /** Number `i` is of the words `i` and `i + 1`. */
  readonly pairs: readonly number[];
  readonly pieces: readonly number[];
  /** Where the pieces of each word begin; at the end, how many there are. */
  readonly pieceStarts: readonly number[];
}

/** Hashes words, once for all who read them and for all parts of them. */
export function hashWords(words: readonly string[]): HashedWords {
  const hashed = { words: [] as number[], pairs: [] as number[], pieces: [] as number[], pieceStarts: [0] };
  let before: string | undefined;
  for (const word of words) {
    hashed.words.push(hashText(word, SEED.word));
    if (before !== undefined) hashed.pairs.push(hashPair(before, word));
    addPieces(word, hashed.pieces);
    hashed.pieceStarts.push(hashed.pieces.length);
    before = word;
  }
  return hashed;
}

/** The part of a text from word `from` up to, not including, word `to`. */
export function partOf({ words, pairs, pieces, pieceStarts }: HashedWords, from: number, to: number): HashedWords {
  const [first, last] = [pieceStarts[from] ?? 0, pieceStarts[to] ?? pieces.length];
  return {
    words: words.slice(from, to),
    pairs: pairs.slice(from, to - 1),
    pieces: pieces.slice(first, last),
    pieceStarts: pieceStarts.slice(from, to + 1).map((start) => start - first),
  };
}

/**
 * Lists the features of a message. Stop words stay: they carry negation, and who, when and why.
 *
 * Concepts are added to the words, never put in their place; a denied one ("NOT clingy") is a feature of its own.
 */
export function featuresOf(
  words: readonly string[],
  concepts: readonly SaidConcept[],
  hashed: HashedWords = hashWords(words),
): Features {
  const single = [...hashed.words];
  for (const { name, denied } of concepts) single.push(hashText(name, denied ? SEED.absentConcept : SEED.concept));
  single.push(hashText(String(LENGTH_STEPS.findIndex((step) => words.length <= step)), SEED.shape));
  return { words: single, pairs: [...hashed.pairs, ...conceptPairs(words, concepts)], pieces: hashed.pieces };
}

/** A concept found in a message, and whether the message says that it is not so. */
export interface SaidConcept extends FoundConcept {
  readonly denied: boolean;
}

/** Each concept with what stands beside it, and with whom it is said of. */
function conceptPairs(words: readonly string[], concepts: readonly SaidConcept[]): number[] {
  const pairs: number[] = [];
  concepts.forEach(({ name, from, to }, i) => {
    const before = concepts[i - 1];
    if (from > 0) pairs.push(hashPair(before?.to === from ? `K:${before.name}` : (words[from - 1] ?? ''), `K:${name}`));
    if (to < words.length && concepts[i + 1]?.from !== to) pairs.push(hashPair(`K:${name}`, words[to] ?? ''));
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

function hashPair(first: string, second: string): number {
  return finishHash(addTextToHash(addToHash(addTextToHash(beginHash(SEED.pair), first), SPACE), second));
}

function addPieces(word: string, pieces: number[]): void {
  const length = word.length + 2;
  for (let from = 0; from + PIECE_LETTERS.fewest <= length; from++) {
    let hash = beginHash(SEED.piece);
    for (let n = 1; n <= PIECE_LETTERS.most && from + n <= length; n++) {
      hash = addToHash(hash, unitAt(word, from + n - 1));
      if (n >= PIECE_LETTERS.fewest) pieces.push(finishHash(hash));
    }
  }
}

function unitAt(word: string, at: number): number {
  return at === 0 || at > word.length ? WORD_EDGE : word.charCodeAt(at - 1);
}

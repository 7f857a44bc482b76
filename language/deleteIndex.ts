import { firstAtLeast } from './dictionary.ts';
import { addToHash, beginHash, finishHash } from './hash.ts';

/** From this length on, a word may differ by two slips. */
const LONG_WORD_LETTERS = 8;

/** Words by every way of leaving letters out of them: two words one slip apart share a way. Sorted by hash. */
export interface DeleteIndex {
  readonly hashes: Uint32Array;
  /** The word's place in the vocabulary, for each hash. */
  readonly words: Uint16Array;
}

/** How many slips a word of this length may hold: 1, from eight letters on 2. */
export function slipsAllowed(word: string): number {
  return word.length >= LONG_WORD_LETTERS ? 2 : 1;
}

/** Indexes a vocabulary of at most 65,535 words. */
export function deleteIndexOf(vocabulary: readonly string[]): DeleteIndex {
  const pairs = vocabulary.flatMap((word, place) => deletesOf(word).map((hash) => [hash, place] as const));
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { hashes: Uint32Array.from(pairs, ([hash]) => hash), words: Uint16Array.from(pairs, ([, place]) => place) };
}

/** Proposes the places of words that may be what was meant. May propose some that are further away; misses none. */
export function proposedWords(word: string, { hashes, words }: DeleteIndex): ReadonlySet<number> {
  const proposed = new Set<number>();
  for (const hash of deletesOf(word)) {
    for (let i = firstAtLeast(hashes, hash); hashes[i] === hash; i++) proposed.add(words[i] ?? 0);
  }
  return proposed;
}

function deletesOf(word: string): number[] {
  const hashes = new Set([hashWithout(word, -1, -1)]);
  for (let i = 0; i < word.length; i++) hashes.add(hashWithout(word, i, -1));
  if (word.length < LONG_WORD_LETTERS) return [...hashes];
  for (let i = 0; i < word.length; i++) for (let j = i + 1; j < word.length; j++) hashes.add(hashWithout(word, i, j));
  return [...hashes];
}

function hashWithout(word: string, first: number, second: number): number {
  let hash = beginHash(0);
  for (let i = 0; i < word.length; i++) if (i !== first && i !== second) hash = addToHash(hash, word.charCodeAt(i));
  return finishHash(hash);
}

import Fuse from 'fuse.js';
import type { DeleteIndex } from './deleteIndex.ts';
import { proposedWords, slipsAllowed } from './deleteIndex.ts';
import type { IsEnglish } from './dictionary.ts';
import { editDistance } from './editDistance.ts';

/** What the corrector knows. `vocabulary` holds the words that messages are matched by, most frequent first. */
export interface SpellingKnowledge {
  readonly vocabulary: readonly string[];
  readonly index: DeleteIndex;
  readonly isEnglish: IsEnglish;
}

/** Corrects the words of one message: as many words come out as went in. */
export type CorrectWords = (words: readonly string[]) => string[];

const WORDS_CORRECTED_AT_MOST = 8;
const SHORTEST_LETTERS = 4;
const LONGEST_LETTERS = 24;
const CACHED_WORDS_AT_MOST = 5_000;
const LETTERS_ONLY = /^[a-z]+$/;
/** Fuse.js counts a distance: 0 is identical. */
const FUSE_OPTIONS = { includeScore: true, threshold: 1, distance: 4, ignoreFieldNorm: true };
const ABOUT_AS_ALIKE = 0.2;
const DOUBLED_LETTERS = /(.)\1/g;

/**
 * Makes a corrector of misspelt words.
 *
 * A real English word is left alone, also when it was not the one meant: better no correction than "hate" for "have".
 * The delete index proposes the words one slip away (two from eight letters on), Fuse.js orders those few. At most
 * eight words a message are corrected; the rest stay as typed.
 */
export function spellingCorrector(knowledge: SpellingKnowledge): CorrectWords {
  const known = new Set(knowledge.vocabulary);
  const cache = new Map<string, string>();

  function corrected(word: string): string {
    const before = cache.get(word);
    if (before !== undefined) return before;
    const now = bestWord(word, knowledge, known);
    if (cache.size >= CACHED_WORDS_AT_MOST) cache.clear();
    cache.set(word, now);
    return now;
  }

  return (words) => {
    let left = WORDS_CORRECTED_AT_MOST;
    return words.map((word) => {
      if (left === 0 || known.has(word) || !mayBeMisspelt(word) || knowledge.isEnglish(word)) return word;
      left--;
      return corrected(word);
    });
  };
}

function mayBeMisspelt(word: string): boolean {
  return word.length >= SHORTEST_LETTERS && word.length <= LONGEST_LETTERS && LETTERS_ONLY.test(word);
}

function bestWord(word: string, knowledge: SpellingKnowledge, known: ReadonlySet<string>): string {
  const { vocabulary, index } = knowledge;
  const undoubled = word.replace(DOUBLED_LETTERS, '$1');
  if (undoubled !== word && known.has(undoubled)) return undoubled;
  const near = [...proposedWords(word, index)]
    .sort((a, b) => a - b)
    .map((place) => vocabulary[place] ?? '')
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate, slipsAllowed(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.min(slipsAllowed(candidate), slipsAllowed(word)));
  const nearest = Math.min(...near.map(({ distance }) => distance));
  return mostAlike(word, near.filter(({ distance }) => distance === nearest).map(({ candidate }) => candidate));
}

/**
 * Picks the candidate that Fuse.js finds most alike; of those about as alike, the most frequent, which comes first.
 * Without candidates the word itself.
 */
function mostAlike(word: string, candidates: readonly string[]): string {
  if (candidates.length < 2) return candidates[0] ?? word;
  const found = new Fuse(candidates, FUSE_OPTIONS).search(word);
  const least = Math.min(...found.map(({ score = 1 }) => score));
  const alike = found.filter(({ score = 1 }) => score - least <= ABOUT_AS_ALIKE).map(({ refIndex }) => refIndex);
  return candidates[Math.min(...alike, candidates.length - 1)] ?? word;
}

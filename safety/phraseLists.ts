import type { HeardText } from '../language/heardText.ts';
import { excusedWords, type WordsExcused } from './excuses.ts';
import type { PhraseFound } from './phraseFinder.ts';
import { fullMatches, phraseSearch } from './phraseSearch.ts';
import type { WordGroups } from './rule.ts';

/** Phrases that mean one thing, and exceptions that excuse the words they touch. */
export interface PhraseList {
  /** Where an editor finds it, below `knowledge/content/`. */
  readonly file: string;
  readonly phrases: readonly string[];
  readonly exceptPhrases: readonly string[];
}

/** Finds the numbers of the lists of which a text says something that is not excused. May hold repeats. */
export type FindLists = (text: HeardText) => readonly number[];

/**
 * Makes one search of all the lists. Takes time in proportion to the length of the text.
 *
 * @throws PhraseError when a phrase cannot be read
 */
export function listFinder(lists: readonly PhraseList[], groups: WordGroups): FindLists {
  const search = phraseSearch(lists.map(({ file, phrases }) => ({ file, bullets: phrases })), groups);
  const excuse = phraseSearch(lists.map(({ file, exceptPhrases }) => ({ file, bullets: exceptPhrases })), groups);
  return (text) => {
    const found = fullMatches(search.find(text.words), search);
    if (found.length === 0) return [];
    const excused = excusedWords(text.sentences, excuse);
    const kept = found.filter((match) => !isExcused(match, excused.get(search.bulletOf(match).list)));
    return fullMatches(kept, search).map((match) => search.bulletOf(match).list);
  };
}

function isExcused({ first, last }: PhraseFound, words: WordsExcused | undefined): boolean {
  if (words === undefined) return false;
  for (let word = first; word <= last; word += 1) if (words.has(word)) return true;
  return false;
}

import type { Barrier } from '../knowledge/content.ts';
import { excusedWords } from '../safety/excuses.ts';
import type { PhraseFound } from '../safety/phraseFinder.ts';
import { fullMatches, phraseSearch } from '../safety/phraseSearch.ts';
import type { WordGroups } from '../safety/rule.ts';
import { sentencesOf } from '../safety/sentences.ts';

/** Finds what stands between a parent and help in a message, given as typed and as corrected. In order of their ids. */
export type FindBarriers = (texts: readonly string[]) => readonly Barrier[];

/**
 * Makes the search, in the notation and with the search of the safety rules: an exception excuses the words it touches.
 *
 * Pure, and takes time in proportion to the length of the message.
 * @throws PhraseError when a phrase cannot be read.
 */
export function barrierFinder(barriers: readonly Barrier[], groups: WordGroups): FindBarriers {
  const known = barriers.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const search = phraseSearch(known.map(({ phrases }) => phrases), groups);
  const excuse = phraseSearch(known.map(({ exceptPhrases }) => exceptPhrases), groups);

  const listsFoundIn = (text: string): readonly number[] => {
    const sentences = sentencesOf(text);
    const found = fullMatches(search.find(sentences.flat()), search);
    if (found.length === 0) return [];
    const excused = excusedWords(sentences, excuse);
    const kept = found.filter((match) => !touches(match, excused.get(search.bulletOf(match).list)));
    return fullMatches(kept, search).map((match) => search.bulletOf(match).list);
  };
  return (texts) => {
    const lists = new Set(texts.flatMap(listsFoundIn));
    return known.filter((_, list) => lists.has(list));
  };
}

function touches({ first, last }: PhraseFound, excused: ReadonlySet<number> | undefined): boolean {
  if (excused === undefined) return false;
  for (let word = first; word <= last; word += 1) if (excused.has(word)) return true;
  return false;
}

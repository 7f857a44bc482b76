import type { PhraseFound } from './phraseFinder.ts';
import { fullMatches, type PhraseSearch } from './phraseSearch.ts';

/** Numbers of words, counted over the whole message. */
export type WordsExcused = ReadonlySet<number>;

/**
 * The words that exceptions touch, by the number of their list.
 *
 * Each sentence is searched by itself: "I have a toddler. He hits me" must not be read as "a toddler hits me". The
 * phrases of one exception with `&` may stand in different sentences.
 */
export function excusedWords(
  sentences: readonly (readonly string[])[],
  search: PhraseSearch,
): ReadonlyMap<number, WordsExcused> {
  const excused = new Map<number, Set<number>>();
  for (const match of fullMatches(foundInEach(sentences, search), search)) {
    const { list } = search.bulletOf(match);
    const words = excused.get(list) ?? new Set<number>();
    for (let word = match.first; word <= match.last; word += 1) words.add(word);
    excused.set(list, words);
  }
  return excused;
}

function foundInEach(sentences: readonly (readonly string[])[], search: PhraseSearch): PhraseFound[] {
  let before = 0;
  return sentences.flatMap((words) => {
    const start = before;
    before += words.length;
    return search.find(words).map(({ phrase, first, last }) => ({ phrase, first: first + start, last: last + start }));
  });
}

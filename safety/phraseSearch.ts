import { type Phrase, phraseReader } from './phrase.ts';
import { phraseFinder, type PhraseFound } from './phraseFinder.ts';
import type { WordGroups } from './rule.ts';

/** One bullet of a rule. With `&` it has several phrases, of which each must be found. */
export interface Bullet {
  /** Number of the list, and so of the rule, that the bullet stands in. */
  readonly list: number;
  readonly phrases: readonly Phrase[];
}

/** The bullets of many lists, searched for together. */
export interface PhraseSearch {
  readonly find: (words: readonly string[]) => PhraseFound[];
  readonly bulletOf: (match: PhraseFound) => Bullet;
}

/**
 * Makes one search of all the lists.
 *
 * @throws PhraseError when a bullet cannot be read
 */
export function phraseSearch(lists: readonly (readonly string[])[], groups: WordGroups): PhraseSearch {
  const read = phraseReader(groups);
  const bullets = lists.flatMap((list, index) => list.map((text): Bullet => ({ list: index, phrases: read(text) })));
  const owners = bullets.flatMap((bullet) => bullet.phrases.map(() => bullet));
  return {
    find: phraseFinder(bullets.flatMap(({ phrases }) => phrases)),
    bulletOf: ({ phrase }) => owners[phrase] ?? NO_BULLET,
  };
}

const NO_BULLET: Bullet = { list: -1, phrases: [] };

/** Keeps the matches of bullets of which every phrase was found. */
export function fullMatches(found: readonly PhraseFound[], search: PhraseSearch): readonly PhraseFound[] {
  const seen = new Map<Bullet, Set<number>>();
  for (const match of found) {
    const bullet = search.bulletOf(match);
    if (bullet.phrases.length > 1) seen.set(bullet, (seen.get(bullet) ?? new Set<number>()).add(match.phrase));
  }
  return found.filter((match) => {
    const bullet = search.bulletOf(match);
    return bullet.phrases.length <= 1 || seen.get(bullet)?.size === bullet.phrases.length;
  });
}

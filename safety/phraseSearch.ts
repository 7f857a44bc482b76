import { type Phrase, phraseReader } from './phrase.ts';
import { phraseFinder, type PhraseFound } from './phraseFinder.ts';
import type { WordGroups } from './rule.ts';

/** One list of bullets, and the file that holds it. */
export interface BulletList {
  readonly file: string;
  readonly bullets: readonly string[];
}

/** One bullet of a list. With `&` it has several phrases, of which each must be found. */
export interface Bullet {
  /** Number of the list that the bullet stands in. */
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
export function phraseSearch(lists: readonly BulletList[], groups: WordGroups): PhraseSearch {
  const read = phraseReader(groups);
  const bullets = lists.flatMap(({ file, bullets: written }, list) =>
    written.map((phrase): Bullet => ({ list, phrases: read({ file, phrase }) })),
  );
  const owners = bullets.flatMap((bullet) => bullet.phrases.map(() => bullet));
  return {
    find: phraseFinder(bullets.flatMap(({ phrases }) => phrases)),
    bulletOf: ({ phrase }) => owners[phrase] ?? NO_BULLET,
  };
}

const NO_BULLET: Bullet = { list: -1, phrases: [] };

/** Keeps the matches of bullets of which every phrase was found. */
export function fullMatches(found: readonly PhraseFound[], search: PhraseSearch): readonly PhraseFound[] {
  if (found.length === 0) return found;
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

import type { Barrier } from '../knowledge/content.ts';
import { hear, type Hearable } from '../language/heardText.ts';
import { listFinder } from '../safety/phraseLists.ts';
import type { WordGroups } from '../safety/rule.ts';

/** Finds what stands between a parent and help in a message, given as typed and as corrected. In order of their ids. */
export type FindBarriers = (texts: readonly Hearable[]) => readonly Barrier[];

/**
 * Makes the search, in the notation and with the search of the safety rules: an exception excuses the words it touches.
 *
 * Pure, and takes time in proportion to the length of the message.
 * @throws PhraseError when a phrase cannot be read.
 */
export function barrierFinder(barriers: readonly Barrier[], groups: WordGroups): FindBarriers {
  const known = barriers.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const find = listFinder(known.map((barrier) => ({ ...barrier, file: `barriers/${barrier.id}.md` })), groups);
  return (texts) => {
    const found = new Set(texts.flatMap((text) => find(hear(text))));
    return known.filter((_, list) => found.has(list));
  };
}

import { hear, type Hearable } from '../language/heardText.ts';
import { listFinder } from './phraseLists.ts';
import { byPressure, type Concern, type ConcernFound, type TriageRule, type WordGroups } from './rule.ts';

export type { Concern } from './rule.ts';

/** Looks for danger in one message, given as typed and with its spelling corrected. Absent: none was found. */
export type Triage = (texts: readonly Hearable[]) => Concern | undefined;

/**
 * Makes the safety check. Any of the texts may show the danger; each is read to its end, however long.
 *
 * The check is pure, does no I/O, never throws, and takes time in proportion to the length of the message. It errs
 * towards concern: an exception excuses only the words it touches, within one sentence, never the whole message.
 * @throws PhraseError when a phrase of a rule cannot be read
 */
export function triager(rules: readonly TriageRule[], groups: WordGroups = new Map()): Triage {
  const find = listFinder(rules.map((rule) => ({ ...rule, file: fileOf(rule) })), groups);
  return (texts) => {
    const fired = new Set(texts.flatMap((text) => find(hear(text))));
    return fired.size === 0 ? undefined : mostPressing(rules.filter((_, index) => fired.has(index)));
  };
}

function fileOf({ category, id }: TriageRule): string {
  return `safety/rules/${category}/${id}.md`;
}

function mostPressing(fired: readonly TriageRule[]): Concern | undefined {
  const found = fired.map(({ id, category, urgency, row }): ConcernFound => ({ category, urgency, row, rule: id }));
  const [first, ...rest] = found.sort(byPressure);
  if (first === undefined) return undefined;
  const others = rest.filter(({ row }, index) => row !== first.row && rest.findIndex((o) => o.row === row) === index);
  return others.length === 0 ? first : { ...first, others };
}

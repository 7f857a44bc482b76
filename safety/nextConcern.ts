import { type Concern, type ConcernCategory, type ConcernFound, OF_THE_BODY, type Urgency } from './rule.ts';

/** What a conversation remembers of its last concern: codes only. */
export interface RememberedConcern {
  readonly category: ConcernCategory;
  readonly row: string;
  readonly urgency: Urgency;
  /** The highest urgency of the whole conversation. Never falls. */
  readonly highestUrgency: Urgency;
}

/** Which reply to give, and what to remember. */
export interface NextConcern {
  /** The row whose reply is said. */
  readonly row: string;
  /** `first`: the full reply. `again`: the shorter one, because the full one has been given. */
  readonly part: 'first' | 'again';
  readonly remembered: RememberedConcern;
}

/**
 * Chooses between the full reply and the shorter second one.
 *
 * Only the same concern at the same or a lower urgency gets the shorter one; then what was remembered stays, so that
 * a milder message after a grave one does not soften it. A new or more urgent concern gets its own full reply. Where
 * the kind of danger is unsure, it is the earlier one: "he's in the cot, I'm downstairs" goes on with the fear of
 * shaking him, and is no attack. Where a body fails, each row is a danger of its own.
 */
export function nextConcern(
  previous: RememberedConcern | undefined,
  heard: Concern,
  rows: ReadonlyMap<string, string> = new Map(),
): NextConcern {
  const found = previous === undefined ? heard : inTheLightOf(previous, heard, rows);
  if (previous !== undefined && isSameConcern(previous, found)) {
    return { row: previous.row, part: 'again', remembered: previous };
  }
  const { category, row, urgency } = found;
  const highestUrgency = previous?.highestUrgency === 'emergency' ? 'emergency' : urgency;
  return { row, part: 'first', remembered: { category, row, urgency, highestUrgency } };
}

function inTheLightOf(
  previous: RememberedConcern,
  found: ConcernFound,
  rows: ReadonlyMap<string, string>,
): ConcernFound {
  if (found.kindUnsure !== true || OF_THE_BODY.has(found.category)) return found;
  const { category } = previous;
  const more = isMoreUrgent(found.urgency, previous.urgency) ? rows.get(`${category}/${found.urgency}`) : previous.row;
  return more === undefined ? found : { ...found, category, row: more };
}

function isSameConcern(previous: RememberedConcern, found: ConcernFound): boolean {
  if (isMoreUrgent(found.urgency, previous.urgency)) return false;
  if (found.row === previous.row) return true;
  return (
    found.category === previous.category &&
    isMoreUrgent(previous.urgency, found.urgency) &&
    !OF_THE_BODY.has(found.category)
  );
}

function isMoreUrgent(a: Urgency, b: Urgency): boolean {
  return a === 'emergency' && b === 'urgent';
}

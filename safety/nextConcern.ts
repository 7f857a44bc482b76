import type { Concern, ConcernCategory, Urgency } from './rule.ts';

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

/** Within these every row is a danger of its own, so hearing of one has not answered another. */
const EACH_ROW_APART: ReadonlySet<ConcernCategory> = new Set(['baby-medical', 'parent-medical', 'overdose-poisoning']);

/**
 * Chooses between the full reply and the shorter second one.
 *
 * Only the same concern at the same or a lower urgency gets the shorter one; then what was remembered stays, so that
 * a milder message after a grave one does not soften it. A new or more urgent concern gets its own full reply.
 */
export function nextConcern(previous: RememberedConcern | undefined, found: Concern): NextConcern {
  if (previous !== undefined && isSameConcern(previous, found)) {
    return { row: previous.row, part: 'again', remembered: previous };
  }
  const { category, row, urgency } = found;
  const highestUrgency = previous?.highestUrgency === 'emergency' ? 'emergency' : urgency;
  return { row, part: 'first', remembered: { category, row, urgency, highestUrgency } };
}

function isSameConcern(previous: RememberedConcern, found: Concern): boolean {
  if (isMoreUrgent(found.urgency, previous.urgency)) return false;
  if (found.row === previous.row) return true;
  return (
    found.category === previous.category &&
    isMoreUrgent(previous.urgency, found.urgency) &&
    !EACH_ROW_APART.has(found.category)
  );
}

function isMoreUrgent(a: Urgency, b: Urgency): boolean {
  return a === 'emergency' && b === 'urgent';
}

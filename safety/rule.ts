/** What the safety check can find. */
export type ConcernCategory =
  | 'suicide'
  | 'self-harm'
  | 'harm-to-baby'
  | 'baby-medical'
  | 'parent-medical'
  | 'psychosis'
  | 'domestic-abuse'
  | 'safeguarding'
  | 'overdose-poisoning';

/** How soon, in the words of NHS care cards. */
export type Urgency = 'emergency' | 'urgent';

/** The part of a rule that triage reads. The notation of the phrases is in `knowledge/content/safety/README.md`. */
export interface TriageRule {
  readonly id: string;
  readonly category: ConcernCategory;
  readonly urgency: Urgency;
  /** The row of the red-flag table, which is also the id of its reply. */
  readonly row: string;
  readonly phrases: readonly string[];
  /** Excuse only the words they touch. */
  readonly exceptPhrases: readonly string[];
}

/** What `{name}` stands for in a phrase. */
export type WordGroups = ReadonlyMap<string, readonly string[]>;

/** One danger found in a message. */
export interface ConcernFound {
  readonly category: ConcernCategory;
  readonly urgency: Urgency;
  readonly row: string;
  /** Id of the rule that fired, for the trace. */
  readonly rule: string;
  /** There is danger, but it may be of another kind. */
  readonly kindUnsure?: true;
}

/** The most pressing danger of a message, and the others of other rows, most pressing first. */
export interface Concern extends ConcernFound {
  readonly others?: readonly ConcernFound[];
}

/** How many minutes each may cost: a body that fails comes before all else. */
export const CATEGORIES_MOST_PRESSING_FIRST: readonly ConcernCategory[] = [
  'baby-medical',
  'overdose-poisoning',
  'parent-medical',
  'psychosis',
  'harm-to-baby',
  'suicide',
  'self-harm',
  'domestic-abuse',
  'safeguarding',
];

/** Kinds of danger in which a body may be failing. */
export const OF_THE_BODY: ReadonlySet<ConcernCategory> = new Set(['baby-medical', 'parent-medical', 'overdose-poisoning']);

/** Sorts the more pressing first: emergencies, then by category. Equal ones keep their order. */
export function byPressure(a: ConcernFound, b: ConcernFound): number {
  return pressure(a) - pressure(b);
}

function pressure({ urgency, category }: ConcernFound): number {
  const level = urgency === 'emergency' ? 0 : CATEGORIES_MOST_PRESSING_FIRST.length;
  return level + CATEGORIES_MOST_PRESSING_FIRST.indexOf(category);
}

import type { ReplyKind } from '../common/reply.ts';
import { familyOf } from '../knowledge/matcher/families.ts';
import type { Understanding } from '../knowledge/matcher.ts';
import type { TestMessage } from './messages.ts';

/** A test message and what it was understood as. */
export interface Outcome {
  readonly message: TestMessage;
  readonly understanding: { readonly kind: ReplyKind } & Pick<Understanding, 'best' | 'candidates'>;
}

/** One figure: which messages count, and which of those are hits. */
export interface Measure {
  readonly id: string;
  /** One sentence that says what the figure counts. */
  readonly definition: string;
  /** The share to reach: at least for a good thing, at most for a bad one. */
  readonly target: { readonly atLeast: number } | { readonly atMost: number };
  readonly counts: (outcome: Outcome) => boolean;
  readonly hits: (outcome: Outcome) => boolean;
}

/** The reply given is one of the labels. */
export function isRight({ message, understanding }: Outcome): boolean {
  return message.labels.includes(understanding.best.label);
}

/** The reply given is one of the labels, or one of up to three buttons is. */
export function isRightOrOffered(outcome: Outcome): boolean {
  const { message, understanding } = outcome;
  return isRight(outcome) || understanding.candidates.some(({ label }) => message.labels.includes(label));
}

const isAbout = (family: string) => (outcome: Outcome) => familyOf(outcome.message.labels[0] ?? '') === family;
const isPassageShown = ({ understanding }: Outcome): boolean => understanding.kind === 'answer';
const isWrongPassage = (outcome: Outcome): boolean => isPassageShown(outcome) && !isRight(outcome);
const isRefused = ({ understanding }: Outcome): boolean => understanding.kind === 'unanswerable';

/** Every figure of the table, in its order. A message is of the kind of its best label. */
export const MEASURES: readonly Measure[] = [
  {
    id: 'passage-right',
    definition: 'Of questions the interview answers, those given a right passage or reply at once.',
    target: { atLeast: 0.82 },
    counts: isAbout('passage'),
    hits: isRight,
  },
  {
    id: 'passage-right-or-offered',
    definition: 'Of questions the interview answers, those given a right reply or a button for one.',
    target: { atLeast: 0.92 },
    counts: isAbout('passage'),
    hits: isRightOrOffered,
  },
  {
    id: 'passage-wrong',
    definition: 'Of questions the interview answers, those shown a passage that is not right.',
    target: { atMost: 0.04 },
    counts: isAbout('passage'),
    hits: isWrongPassage,
  },
  {
    id: 'distress-found',
    definition: 'Of messages of distress, those met with the help dialog or another right reply.',
    target: { atLeast: 0.95 },
    counts: isAbout('help-dialog'),
    hits: (outcome) => isRight(outcome) || outcome.understanding.kind === 'help-dialog',
  },
  {
    id: 'distress-refused',
    definition: 'Of messages of distress, those told that they cannot be answered.',
    target: { atMost: 0.02 },
    counts: isAbout('help-dialog'),
    hits: isRefused,
  },
  {
    id: 'signpost-right-or-offered',
    definition: 'Of needs that others meet, those given a right signpost or a button for one.',
    target: { atLeast: 0.88 },
    counts: isAbout('signpost'),
    hits: isRightOrOffered,
  },
  {
    id: 'signpost-given-passage',
    definition: 'Of needs that others meet, those shown a passage that is not right.',
    target: { atMost: 0.04 },
    counts: isAbout('signpost'),
    hits: isWrongPassage,
  },
  {
    id: 'out-of-scope-recognised',
    definition: 'Of messages about anything else, those told honestly that they cannot be answered.',
    target: { atLeast: 0.88 },
    counts: isAbout('unanswerable'),
    hits: isRefused,
  },
  {
    id: 'out-of-scope-given-passage',
    definition: 'Of messages about anything else, those shown a passage.',
    target: { atMost: 0.03 },
    counts: isAbout('unanswerable'),
    hits: isPassageShown,
  },
  {
    id: 'smalltalk-right',
    definition: 'Of small talk, that given the right kind of small talk, or another right reply.',
    target: { atLeast: 0.92 },
    counts: isAbout('smalltalk'),
    hits: isRight,
  },
];

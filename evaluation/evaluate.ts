import type { Share } from './interval.ts';
import { shareOf } from './interval.ts';
import type { Measure, Outcome } from './measures.ts';
import { isRightOrOffered, MEASURES } from './measures.ts';
import type { TestMessage } from './messages.ts';
import { withTypos } from './typos.ts';

/** What one message is understood as, by the matcher alone or through the whole turn. */
export type Understand = (text: string) => Outcome['understanding'];

/** What the evaluation found. */
export interface Evaluation {
  readonly messages: number;
  readonly figures: readonly Figure[];
  readonly typos: readonly TypoLoss[];
  /** Wrong replies by what was right and what was given, most frequent first. */
  readonly confusions: readonly Confusion[];
}

export interface Figure extends Share {
  readonly measure: Measure;
}

/** What misspelling a share of the words costs, in points of "right or offered" over all messages. */
export interface TypoLoss {
  readonly share: number;
  readonly points: number;
}

export interface Confusion {
  readonly right: string;
  readonly given: string;
  readonly count: number;
  readonly ids: readonly string[];
}

const TYPO_SHARES = [0.1, 0.2];
const TYPO_SEEDS = [1, 2, 3];

/** Runs every message through and measures the replies. Deterministic. */
export function evaluate(messages: readonly TestMessage[], understand: Understand): Evaluation {
  const outcomes = outcomesOf(messages, understand);
  return {
    messages: messages.length,
    figures: figuresOf(outcomes),
    typos: TYPO_SHARES.map((share) => ({ share, points: pointsLost(messages, understand, share) })),
    confusions: confusionsOf(outcomes),
  };
}

/** What each message was understood as. */
export function outcomesOf(messages: readonly TestMessage[], understand: Understand): Outcome[] {
  return messages.map((message) => ({ message, understanding: understand(message.text) }));
}

/** Every measure over the same outcomes. */
export function figuresOf(outcomes: readonly Outcome[]): Figure[] {
  return MEASURES.map((measure) => {
    const counted = outcomes.filter(measure.counts);
    return { measure, ...shareOf(counted.filter(measure.hits).length, counted.length) };
  });
}

function pointsLost(messages: readonly TestMessage[], understand: Understand, share: number): number {
  const clean = hitShare(messages, understand);
  const misspelt = TYPO_SEEDS.map((seed) => {
    const misspell = (text: string, i: number): string => withTypos(text, share, seed * 100_003 + i);
    return hitShare(messages.map((message, i) => ({ ...message, text: misspell(message.text, i) })), understand);
  });
  return 100 * (clean - misspelt.reduce((sum, value) => sum + value, 0) / misspelt.length);
}

function hitShare(messages: readonly TestMessage[], understand: Understand): number {
  return outcomesOf(messages, understand).filter(isRightOrOffered).length / Math.max(messages.length, 1);
}

function confusionsOf(outcomes: readonly Outcome[]): Confusion[] {
  const missed = outcomes.filter((outcome) => !isRightOrOffered(outcome));
  const groups = Object.groupBy(missed, ({ message, understanding }) => `${message.labels[0] ?? ''} ${understanding.best.label}`);
  const confusions = Object.entries(groups).map(([pair, group = []]) => {
    const [right = '', given = ''] = pair.split(' ');
    return { right, given, count: group.length, ids: group.map(({ message }) => message.id) };
  });
  return confusions.sort((a, b) => b.count - a.count || (a.right < b.right ? -1 : 1));
}

import { join } from 'node:path';
import Fuse from 'fuse.js';
import { checkedContent } from '../../knowledge/loadContent.ts';
import { type Match, openMatcher } from '../../knowledge/matcher.ts';
import { type Spread, spreadOf } from './load.ts';

const ROUNDS = 20;
/** Fuse.js takes the better part of a second for each. */
const FUSE_MESSAGES = 5;

/** What understanding one message costs, in microseconds, beside Fuse.js searching the same wordings alone. */
export interface UnderstandingCost {
  readonly message: Spread;
  readonly characters2000: number;
  readonly characters100000: number;
  readonly fuseAlone: number;
  /** From nothing to the first message understood: content read and checked, matcher opened. Milliseconds. */
  readonly startMs: number;
}

export function understandingCost(root: string, texts: readonly string[]): UnderstandingCost {
  const started = performance.now();
  const content = checkedContent(join(root, 'knowledge/content'));
  const match = openMatcher(root, content);
  match('is it normal that my baby is clingy');
  const startMs = performance.now() - started;

  const wordings = [...content.entries.values()].flatMap((entry) => entry.wordings.map(({ text }) => ({ text })));
  const fuse = new Fuse(wordings, { keys: ['text'] });
  const search = (text: string): unknown => fuse.search(text);
  const long = texts.join(' ').repeat(10);
  return {
    message: spreadOf(Array.from({ length: ROUNDS }, () => texts.map((text) => microseconds(match, text))).flat()),
    characters2000: median(match, long.slice(0, 2_000)),
    characters100000: median(match, long.slice(0, 100_000)),
    fuseAlone: spreadOf(texts.slice(0, FUSE_MESSAGES).map((text) => microseconds(search, text))).median,
    startMs,
  };
}

function median(match: Match, text: string): number {
  return spreadOf(Array.from({ length: ROUNDS }, () => microseconds(match, text))).median;
}

function microseconds(work: (text: string) => unknown, text: string): number {
  const started = performance.now();
  work(text);
  return (performance.now() - started) * 1000;
}

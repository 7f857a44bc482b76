import type { Barrier } from '../knowledge/content.ts';
import { countWords } from '../knowledge/sentences.ts';
import type { Step, Turn } from './turn.ts';
import { giveBarrier } from './words.ts';

/** A longer message says more than that nothing is wrong, and is read for what it says. */
const MAX_WORDS_TAKING_BACK = 12;

/**
 * Meets what keeps a parent from help with fixed words: fear for the baby, no voice, no credit, another language; and,
 * once a crisis reply was given, that it was only a joke.
 *
 * Undefined: nothing stands in the way, or it is spoken of beside another answer.
 */
export function barrierStep(turn: Turn): Step | undefined {
  const met = turn.barriers().find((barrier) => isReply(barrier, turn));
  return met === undefined ? undefined : giveBarrier(turn.conversation, met);
}

function isReply({ when }: Barrier, { conversation, message }: Turn): boolean {
  if (when !== 'after-danger') return when === 'always';
  return conversation.concern !== undefined && countWords(message.text) <= MAX_WORDS_TAKING_BACK;
}

import type { Step, Turn, TurnParts } from './turn.ts';
import { giveMessage } from './words.ts';

/**
 * Says that a message is longer than can be read, and where help is: what was not read may speak of danger.
 *
 * Undefined: the whole message is read. Where the conversation stands in the help dialog, it stays there.
 */
export function tooLongStep({ content }: TurnParts, turn: Turn): Step | undefined {
  if (!turn.isTooLong) return undefined;
  return giveMessage(content, turn.conversation, 'too-long', { kind: 'unanswerable' });
}

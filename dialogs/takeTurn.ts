import type { Instant, Message } from '../common/message.ts';
import type { Reply } from '../common/reply.ts';
import { answerStep } from './answerStep.ts';
import { barrierStep } from './barrierStep.ts';
import { choiceStep } from './choiceStep.ts';
import { BLANK_CONVERSATION, type Conversation } from './conversation.ts';
import { afreshAfterRest, comeBack } from './help/comeBack.ts';
import { withHelpAtHand } from './help/helpAtHand.ts';
import { helpStep } from './help/helpStep.ts';
import { withLocalHelp } from './localHelp.ts';
import type { ReplyWriter } from './replyWriter.ts';
import { hear, type HeardText } from '../language/heardText.ts';
import { withLines } from './safetyNet.ts';
import { safetyStep } from './safetyStep.ts';
import { tooLongStep } from './tooLongStep.ts';
import type { Step, Trace, Turn, TurnParts } from './turn.ts';

/** A turn taken: what to say, what to remember, and why. */
export interface TurnTaken {
  /** At least one bubble, in the order a parent reads them. */
  readonly replies: readonly Reply[];
  readonly conversation: Conversation;
  readonly trace: Trace;
  /** Delete everything kept of this conversation; only the replies of this turn are still said. */
  readonly forget: boolean;
}

/** Takes one turn: the same conversation, message and time give the same turn on every channel and every machine. */
export type TakeTurn = (conversation: Conversation, message: Message, now: Instant) => TurnTaken;

/**
 * How many characters of a message are read: about 1,200 words, more than anybody types. Of a longer one, a text pasted
 * or an attack, beginning and end are read for danger, and the parent is told so. It keeps any turn below 20 ms.
 */
export const LONGEST_HEARD = 6000;

/** Puts the parts of a turn together. The turn itself is pure: no I/O, no clock, no SDK. */
export function turnTaker(parts: TurnParts & { readonly writer: ReplyWriter }): TakeTurn {
  return (remembered, message, now) => {
    const conversation = afreshAfterRest(remembered, now);
    const whole = hear(message.text);
    const heard = whole.endsOf(LONGEST_HEARD);
    const turn: Turn = {
      conversation,
      message,
      now,
      heard,
      isTooLong: heard !== whole,
      texts: once(() => textsOf(turn)),
      understanding: once(() => parts.match(heard)),
      barriers: once(() => parts.findBarriers(turn.texts())),
    };
    const step =
      safetyStep(parts, turn) ??
      tooLongStep(parts, turn) ??
      barrierStep(turn) ??
      helpStep(parts, turn) ??
      choiceStep(parts, turn) ??
      answerStep(parts, turn);
    return taken(parts.writer, turn, finished(parts, turn, step));
  };
}

function textsOf({ heard, understanding }: Turn): readonly HeardText[] {
  try {
    const { corrected, wasCorrected } = understanding();
    return wasCorrected ? [heard, hear(corrected)] : [heard];
  } catch {
    // Whatever broke the matcher, danger in the message as typed is still seen. The answer step meets the fault again.
    return [heard];
  }
}

/** The step with what stands beside it. A crisis reply goes out without, should anything in this fail. */
function finished(parts: Parameters<typeof turnTaker>[0], turn: Turn, step: Step): Step {
  try {
    return withLines(parts, turn, withLocalHelp(parts, turn, comeBack(parts.content, turn, withHelpAtHand(step))));
  } catch (error) {
    if (step.trace.kind !== 'crisis') throw error;
    return step;
  }
}

/** The id of a bubble, from the message it answers: the same whenever it is said again. */
export function replyId(messageId: string, index: number): string {
  return `${messageId}/${index + 1}`;
}

function taken(writer: ReplyWriter, { conversation, message }: Turn, step: Step): TurnTaken {
  const turns = conversation.turns + 1;
  const replies = step.said.map((said, index) => writer.write(replyId(message.id, index), said, step.ownWords));
  const offered = replies.at(-1)?.choices.map(({ id }) => id) ?? [];
  const forget = step.forget === true;
  const next = forget ? BLANK_CONVERSATION : { ...conversation, turns, offered, ...step.changes };
  return { replies, conversation: next, trace: step.trace, forget };
}

/** Computes a value when it is first asked for, and no more than once. */
function once<T>(compute: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: compute() }).value;
}

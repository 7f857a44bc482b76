import type { Activity } from 'botbuilder';
import type { Instant, Message } from '../common/message.ts';
import type { Reply } from '../common/reply.ts';
import { BLANK_CONVERSATION } from '../dialogs/conversation.ts';
import type { Says } from '../dialogs/says.ts';
import type { TakeTurn } from '../dialogs/takeTurn.ts';

/** What is said where others read along. */
export type SayAloud = (message: Message) => readonly Reply[];

const GROUPS: readonly unknown[] = ['groupChat', 'channel'];

/** Whether others than the parent read what is said here. */
export function isAloud({ conversation }: Partial<Activity>): boolean {
  return conversation?.isGroup === true || GROUPS.includes(conversation?.conversationType);
}

/**
 * Answers aloud: "Ring 999 now" in an emergency, without naming it; else one kind line that leads to a private chat.
 *
 * The turn is taken only to see how urgent it is. Its replies are dropped, and nothing of it is remembered.
 */
export function sayAloud(parts: {
  readonly takeTurn: TakeTurn;
  readonly says: Pick<Says, 'groupChat' | 'groupEmergency'>;
  readonly now: () => Instant;
}): SayAloud {
  const { takeTurn, says, now } = parts;
  return ({ id, channel, text }) => {
    const { trace } = takeTurn(BLANK_CONVERSATION, { id, channel, text }, now());
    return trace.kind === 'crisis' && trace.urgency === 'emergency' ? says.groupEmergency : says.groupChat;
  };
}

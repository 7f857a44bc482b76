import type { Reply } from '../common/reply.ts';
import type { Content } from '../knowledge/content.ts';
import type { Conversation } from './conversation.ts';
import { type Dialogs, emergencySignpost } from './dialogs.ts';
import { replyWriter } from './replyWriter.ts';
import { saysOutsideTurns } from './says.ts';
import { sayWords } from './sayings.ts';
import { replyId, type TakeTurn } from './takeTurn.ts';
import { wordsOf } from './words.ts';

/**
 * The rooms with the lights off: whatever a parent writes, one reviewed sentence and the lines. Nothing is looked for,
 * matched or remembered, so nothing of that can be at fault.
 */
export function dialogsWhenOff(content: Content): Dialogs {
  const writer = replyWriter(content, emergencySignpost(content));
  const said = sayWords('messages', wordsOf(content.messages, 'off'), 'unanswerable');
  const replies = (messageId: string): readonly Reply[] =>
    said.map((bubble, index) => writer.write(replyId(messageId, index), bubble));
  const takeTurn: TakeTurn = (conversation, { id }) => ({
    replies: replies(id),
    conversation: counted(conversation),
    trace: { kind: 'unanswerable', label: 'off', score: 0, alternatives: [] },
    forget: false,
  });
  const says = saysOutsideTurns(content, writer);
  const onlyThis = { welcome: replies('welcome'), groupChat: replies('group') };
  return { takeTurn, writer, says: { ...says, ...onlyThis }, choiceTitle: () => undefined };
}

/** What was remembered stays as it was, for when the lights are on again. */
function counted(conversation: Conversation): Conversation {
  return { ...conversation, turns: conversation.turns + 1, offered: [] };
}

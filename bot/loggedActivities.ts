import type { ConversationLog, LoggedActivity, LoggedReply } from '../common/conversationLog.ts';
import { AppError } from '../common/errors.ts';
import type { Instant } from '../common/message.ts';
import type { Reply } from '../common/reply.ts';
import type { ReplyWriter } from '../dialogs/replyWriter.ts';
import { replyId } from '../dialogs/takeTurn.ts';
import type { Says } from '../dialogs/says.ts';
import { type RecordedTurn, WELCOME_NUMBER } from './conversationRecord.ts';
import { type ConversationRecords, LOOK_WITHIN_MS } from './conversationRecords.ts';

/** The activities of a turn whose replies are at hand. */
export function loggedTurn(turn: RecordedTurn, replies: readonly Reply[]): readonly LoggedActivity[] {
  const { number, at, messageId, clientActivityId } = turn;
  const client = clientActivityId === undefined ? {} : { clientActivityId };
  const said = replies.map(
    (reply, index): LoggedReply => ({ number: number + 1 + index, at, from: 'bot', replyTo: number, reply }),
  );
  return [{ number, at, from: 'parent', messageId, ...client }, ...said];
}

/** Says the replies of a recorded turn again, from content, with the ids they had. */
export function repliesAgain(writer: ReplyWriter, turn: RecordedTurn): readonly Reply[] {
  const { messageId, kind, said, choices, slots } = turn;
  const filledIn = slots === undefined ? {} : { slots };
  return said.map((content, index) =>
    writer.write(replyId(messageId, index), {
      kind,
      content,
      choices: index === said.length - 1 ? choices : [],
      ...filledIn,
    }),
  );
}

/** The conversation log that channels replay from: the computed welcome, then what the record holds. */
export function conversationLog(parts: {
  readonly records: ConversationRecords;
  readonly writer: ReplyWriter;
  readonly says: Says;
  readonly now: () => Instant;
}): ConversationLog {
  const { records, writer, says, now } = parts;
  return {
    async read(conversationId, after, { atOnce = false } = {}) {
      const reading = atOnce ? records.read(conversationId, LOOK_WITHIN_MS) : records.look(conversationId);
      const { record, eTag, remembered } = await reading;
      const isBlank = record.log.length === 0 && eTag === 'new';
      const first = after < WELCOME_NUMBER ? [welcome(says, record.log[0]?.at ?? now())] : [];
      const later = record.log
        .filter(({ number, said }) => number + said.length > after)
        .flatMap((turn) => loggedTurn(turn, repliesAgain(writer, turn)));
      return {
        epoch: isBlank ? '0' : record.epoch,
        activities: [...first, ...later.filter(({ number }) => number > after)],
        ...(remembered ? { incomplete: true } : {}),
      };
    },
    delete: async (conversationId) => records.delete(conversationId),
  };
}

/** Always the same words, dated like the first message: when it was shown is not kept. */
function welcome(says: Says, at: Instant): LoggedActivity {
  const [reply] = says.welcome;
  if (reply === undefined) throw new AppError('WELCOME_MISSING', 'There are no words of welcome.');
  return { number: WELCOME_NUMBER, at, from: 'bot', reply };
}

import type { ConversationLog, LoggedActivity } from '../common/conversationLog.ts';
import { AppError } from '../common/errors.ts';
import type { Instant } from '../common/message.ts';
import type { ReplyWriter } from '../dialogs/replyWriter.ts';
import type { Says } from '../dialogs/says.ts';
import { type RecordedActivity, WELCOME_NUMBER } from './conversationRecord.ts';
import type { ConversationRecords } from './conversationRecords.ts';

/** Says a recorded activity again, from content. */
export function loggedActivity(writer: ReplyWriter, activity: RecordedActivity): LoggedActivity {
  const { number, at } = activity;
  if ('said' in activity) {
    const reply = writer.write(activity.replyId, activity.said);
    return { number, at, from: 'bot', replyTo: activity.replyTo, reply };
  }
  const { clientActivityId } = activity;
  return { number, at, from: 'parent', ...(clientActivityId === undefined ? {} : { clientActivityId }) };
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
    async read(conversationId, after) {
      const { record, eTag } = await records.read(conversationId);
      const isBlank = record.log.length === 0 && eTag === 'new';
      const begun = record.log[0]?.at ?? now();
      const first = after < WELCOME_NUMBER ? [welcome(says, begun)] : [];
      const later = record.log.filter(({ number }) => number > after);
      return {
        epoch: isBlank ? '0' : record.epoch,
        activities: [...first, ...later.map((activity) => loggedActivity(writer, activity))],
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

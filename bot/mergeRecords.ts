import type { Instant } from '../common/message.ts';
import { BLANK_CONVERSATION } from '../dialogs/conversation.ts';
import { type ConversationRecord, MAX_LOGGED_TURNS, type RecordedTurn, seenBefore } from './conversationRecord.ts';

/**
 * Brings together what is stored and what memory holds of one conversation, so that no turn is lost and none is twice.
 *
 * They part when turns were taken while the storage was away, here or on several instances, or when the storage lost
 * the last of what it had. What only memory has goes after what is stored, under the next numbers, and says where the
 * conversation stands. What the parent had deleted on either side stays deleted.
 */
export function mergeRecords(stored: ConversationRecord, kept: ConversationRecord): ConversationRecord {
  const base = cleared(stored, kept.clearedAt);
  if (goesOnFrom(base, kept)) return kept;
  const begin = Math.max(beginOf(base), base.clearedAt ?? 0);
  const missing = kept.log.filter((turn) => turn.at >= begin && seenBefore(base, turn.messageId) === undefined);
  if (missing.length === 0) return base;
  const appended = missing.reduce(append, base);
  return { ...appended, conversation: kept.conversation, expiresAt: Math.max(base.expiresAt, kept.expiresAt) };
}

/** Whether the record holds the newest turn of `kept`, so that nothing of it is missing. */
export function includes(record: ConversationRecord, kept: ConversationRecord): boolean {
  const newest = kept.log.at(-1);
  return newest === undefined || seenBefore(record, newest.messageId) !== undefined;
}

/** Whether `kept` is `base` and more. Then its numbers, which clients have seen, are right. */
function goesOnFrom(base: ConversationRecord, kept: ConversationRecord): boolean {
  const begin = beginOf(kept);
  const hasAll = base.log.every((turn) => turn.at < begin || seenBefore(kept, turn.messageId) !== undefined);
  return kept.epoch === base.epoch && kept.lastNumber >= base.lastNumber && hasAll;
}

/** What is older has been dropped from a full log, and is not missing. */
function beginOf({ log }: ConversationRecord): Instant {
  return log.length < MAX_LOGGED_TURNS ? 0 : (log[0]?.at ?? 0);
}

function cleared(record: ConversationRecord, at: Instant | undefined): ConversationRecord {
  if (at === undefined || at <= (record.clearedAt ?? 0)) return record;
  const log = record.log.filter((turn) => turn.at >= at);
  return { ...record, clearedAt: at, log, conversation: log.length === 0 ? BLANK_CONVERSATION : record.conversation };
}

function append(record: ConversationRecord, turn: RecordedTurn): ConversationRecord {
  const number = record.lastNumber + 1;
  return {
    ...record,
    log: [...record.log, { ...turn, number }].slice(-MAX_LOGGED_TURNS),
    lastNumber: number + turn.said.length,
  };
}

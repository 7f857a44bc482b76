import type { Instant } from '../common/message.ts';
import type { Said } from '../common/reply.ts';
import { BLANK_CONVERSATION, type Conversation } from '../dialogs/conversation.ts';

/** All that is stored of a conversation: codes, numbers and ids of content. Never a word that a parent typed. */
export interface ConversationRecord {
  readonly version: 1;
  /** Names this beginning of the record; a record lost and begun anew has another. */
  readonly epoch: string;
  readonly conversation: Conversation;
  /** The latest activities, oldest first. */
  readonly log: readonly RecordedActivity[];
  /** The number of the newest activity. 1 is the welcome, which is computed and not in `log`. */
  readonly lastNumber: number;
  /** When it may be deleted, idle. */
  readonly expiresAt: Instant;
}

export type RecordedActivity = RecordedMessage | RecordedReply;

export interface RecordedMessage {
  readonly number: number;
  readonly at: Instant;
  /** The id it came with, to know it when it comes again. */
  readonly messageId: string;
  readonly clientActivityId?: string;
}

export interface RecordedReply {
  readonly number: number;
  readonly at: Instant;
  readonly replyTo: number;
  /** The reply's own id. */
  readonly replyId: string;
  readonly said: Said;
}

/** The number of the computed welcome. */
export const WELCOME_NUMBER = 1;

/** Conversations are deleted when nothing was said for this long. */
export const RETENTION_HOURS = 24;

/** Older activities are dropped from the log: what a client can still replay is bounded, and so is the record. */
const MAX_LOGGED_ACTIVITIES = 200;
const HOUR_MS = 3_600_000;

/** A record in which nothing was said but the welcome. */
export function blankRecord(epoch: string, now: Instant): ConversationRecord {
  return {
    version: 1,
    epoch,
    conversation: BLANK_CONVERSATION,
    log: [],
    lastNumber: WELCOME_NUMBER,
    expiresAt: expiryAfter(now),
  };
}

/** The record after one more turn: a message and the replies to it. */
export function recordTurn(
  record: ConversationRecord,
  turn: {
    readonly now: Instant;
    readonly conversation: Conversation;
    readonly messageId: string;
    readonly clientActivityId?: string;
    readonly replies: readonly { readonly id: string; readonly said: Said }[];
  },
): ConversationRecord {
  const number = record.lastNumber + 1;
  const { messageId, clientActivityId } = turn;
  const message = { number, at: turn.now, messageId, ...(clientActivityId === undefined ? {} : { clientActivityId }) };
  const replies = turn.replies.map(({ id, said }, index) => ({
    number: number + 1 + index,
    at: turn.now,
    replyTo: number,
    replyId: id,
    said,
  }));
  return {
    ...record,
    conversation: turn.conversation,
    log: [...record.log, message, ...replies].slice(-MAX_LOGGED_ACTIVITIES),
    lastNumber: number + replies.length,
    expiresAt: expiryAfter(turn.now),
  };
}

/** The message that came before under this id, and the replies it got. Undefined: it has not been seen. */
export function seenBefore(record: ConversationRecord, messageId: string): readonly RecordedActivity[] | undefined {
  const message = record.log.find((activity) => 'messageId' in activity && activity.messageId === messageId);
  if (message === undefined) return undefined;
  return record.log.filter((activity) => activity === message || ('said' in activity && activity.replyTo === message.number));
}

function expiryAfter(now: Instant): Instant {
  return now + RETENTION_HOURS * HOUR_MS;
}

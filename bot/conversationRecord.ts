import type { Instant } from '../common/message.ts';
import type { Reply, ReplyKind, Slots } from '../common/reply.ts';
import { BLANK_CONVERSATION, type Conversation } from '../dialogs/conversation.ts';

/** All that is stored of a conversation: codes, numbers and ids of content. Never a word that a parent typed. */
export interface ConversationRecord {
  readonly version: 1;
  /** Names this beginning of the record; a record lost and begun anew has another. */
  readonly epoch: string;
  readonly conversation: Conversation;
  /** The latest turns, oldest first. */
  readonly log: readonly RecordedTurn[];
  /** The number of the newest activity. 1 is the welcome, which is computed and not in `log`. */
  readonly lastNumber: number;
  /** When the parent last had what was before deleted. Absent: never. */
  readonly clearedAt?: Instant;
  /** When it may be deleted, idle. */
  readonly expiresAt: Instant;
}

/** One turn: a message, and what was said to it. Its activities are numbered from `number` on without gaps. */
export interface RecordedTurn {
  /** The message's number; the bubbles have the next ones. */
  readonly number: number;
  readonly at: Instant;
  /** The id the message came with, to know it when it comes again. */
  readonly messageId: string;
  readonly clientActivityId?: string;
  readonly kind: ReplyKind;
  /** References to content, a bubble each. */
  readonly said: readonly string[];
  /** Ids of the choices under the last bubble. */
  readonly choices: readonly string[];
  /** What the words of every bubble were filled in with: codes, never text. Absent: nothing. */
  readonly slots?: Slots;
}

/** The number of the computed welcome. */
export const WELCOME_NUMBER = 1;

/** Conversations are deleted when nothing was said for this long. */
export const RETENTION_HOURS = 24;

/** Older turns are dropped from the log: what a client can still replay is bounded, and so is the record. */
export const MAX_LOGGED_TURNS = 60;
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

/** A turn as it was taken. */
export interface TurnToRecord {
  readonly now: Instant;
  readonly conversation: Conversation;
  readonly messageId: string;
  readonly clientActivityId?: string;
  readonly replies: readonly Reply[];
}

/** The record after one more turn. */
export function recordTurn(record: ConversationRecord, turn: TurnToRecord): ConversationRecord {
  const { now, conversation, messageId, clientActivityId, replies } = turn;
  const last = replies.at(-1);
  const recorded: RecordedTurn = {
    number: record.lastNumber + 1,
    at: now,
    messageId,
    ...(clientActivityId === undefined ? {} : { clientActivityId }),
    kind: last?.kind ?? 'unanswerable',
    said: replies.map(({ said }) => said.content),
    choices: last?.said.choices ?? [],
    ...(last?.said.slots === undefined ? {} : { slots: last.said.slots }),
  };
  return {
    ...record,
    conversation,
    log: [...record.log, recorded].slice(-MAX_LOGGED_TURNS),
    lastNumber: recorded.number + replies.length,
    expiresAt: expiryAfter(now),
  };
}

/** The turn that this message was taken in before. Undefined: it has not been seen. */
export function seenBefore(record: ConversationRecord, messageId: string): RecordedTurn | undefined {
  return record.log.find((turn) => turn.messageId === messageId);
}

function expiryAfter(now: Instant): Instant {
  return now + RETENTION_HOURS * HOUR_MS;
}

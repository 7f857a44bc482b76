import type { Instant } from './message.ts';
import type { Reply } from './reply.ts';

/** One activity of a conversation, numbered in order from 1 (the welcome) without gaps. Holds no text of a parent. */
export type LoggedActivity = LoggedMessage | LoggedReply;

/** That a parent wrote, not what. */
export interface LoggedMessage {
  readonly number: number;
  readonly from: 'parent';
  readonly at: Instant;
  /** The id it came with, the same whenever it is sent again. */
  readonly messageId: string;
  /** The id the client gave its own message, for the echo. Absent: the client gave none. */
  readonly clientActivityId?: string;
}

/** What the bot replied, rendered again from content. */
export interface LoggedReply {
  readonly number: number;
  readonly from: 'bot';
  readonly at: Instant;
  /** The number of the message this answers. Absent for the welcome. */
  readonly replyTo?: number;
  readonly reply: Reply;
}

/**
 * How an epoch begins that was given while the storage could not be asked. The conversation may have had another all
 * along: that one in its place is no loss.
 */
export const PROVISIONAL_EPOCH = 'provisional-';

/** A stretch of a conversation, oldest first. */
export interface LogStretch {
  /** Changes when the stored record was lost or deleted and begun anew. `'0'` while nothing is stored. */
  readonly epoch: string;
  readonly activities: readonly LoggedActivity[];
  /** The storage could not be asked, so that what is not here may exist all the same. */
  readonly incomplete?: true;
}

export interface ReadingOptions {
  /** Waits for no storage: something else waits for this reading. */
  readonly atOnce?: boolean;
}

/** What channels that replay conversations need to know of them. */
export interface ConversationLog {
  /**
   * Gives every activity numbered above `after` (0: all, the welcome included).
   *
   * Never rejects because a record is missing: a conversation without messages has its computed welcome.
   * With storage down it gives what memory holds, and says that this may be incomplete; at once where memory holds
   * what is not stored yet, otherwise after a wait of some seconds for a storage that went away only just now.
   */
  read(conversationId: string, after: number, options?: ReadingOptions): Promise<LogStretch>;

  /** Deletes the conversation at once. Deleting what is not there is no error. */
  delete(conversationId: string): Promise<void>;
}

import type { ReplyKind } from '../common/reply.ts';
import type { RememberedConcern } from '../safety/nextConcern.ts';

/** What is remembered of a conversation from one turn to the next: codes and counts, never words. */
export interface Conversation {
  /** Turns taken so far. */
  readonly turns: number;
  /** Ids of the choices on screen, in order. */
  readonly offered: readonly string[];
  /** What the last answer, offer or signpost was about. */
  readonly last?: LastReply;
  /** Turns in a row that found nothing to say. */
  readonly missed: number;
  /** The most pressing concern so far. Health data: deleted with the rest, never logged. */
  readonly concern?: RememberedConcern;
  /** Whether the parent has said they find it hard. */
  readonly distress: boolean;
  /** Whether holding and soothing a baby must not be spoken of: the baby died, or is not with the parent. */
  readonly loss: boolean;
}

export interface LastReply {
  readonly kind: ReplyKind;
  readonly label: string;
  /** Labels that were nearly chosen, best first. */
  readonly alternatives: readonly string[];
  /** The content file said first, so that the same words do not come twice running: `messages/menu`. */
  readonly file: string;
}

/** A conversation in which nothing has been said. */
export const BLANK_CONVERSATION: Conversation = { turns: 0, offered: [], missed: 0, distress: false, loss: false };

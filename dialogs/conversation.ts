import type { ReplyKind } from '../common/reply.ts';
import type { RememberedConcern } from '../safety/nextConcern.ts';
import type { HelpDialog } from './help/helpDialog.ts';

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
  /** Whether the parent has said that they are under 18. */
  readonly under18?: boolean;
  /** Where the help dialog stands, or stood. Absent: it has not been opened. */
  readonly help?: HelpDialog;
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

/** The barrier that tells of a parent under 18. */
export const CHILDREN = 'under-18';

/** Whether the conversation has shown distress or danger. */
export function hasShownNeed({ distress, concern }: Conversation): boolean {
  return distress || concern !== undefined;
}

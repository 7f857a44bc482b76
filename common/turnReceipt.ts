import type { LoggedActivity } from './conversationLog.ts';

/** Where the bot leaves the receipt: `context.turnState.get(TURN_RECEIPT)`, set before the replies are sent. */
export const TURN_RECEIPT: unique symbol = Symbol('turn receipt');

/** What one turn wrote into the conversation log. */
export interface TurnReceipt {
  readonly epoch: string;
  /** The parent's message, then the replies to it. */
  readonly activities: readonly LoggedActivity[];
  /** Whether the message had been seen before; then `activities` are those of the first time. */
  readonly duplicate: boolean;
  /** Resolves, never rejects, once the turn is stored as far as it can be. Absent: it was before anything was sent. */
  readonly settled?: Promise<unknown>;
}

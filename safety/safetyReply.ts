/** A crisis reply as content holds it. */
export interface SafetyReply {
  readonly id: string;
  readonly first: readonly string[];
  readonly again: readonly string[];
  readonly services: readonly string[];
  /** Services whose button belongs to the first bubble. */
  readonly actionServices: readonly string[];
  readonly choices: readonly string[];
}

/** By row of the red-flag table. */
export interface Replies {
  get(row: string): SafetyReply | undefined;
}

/** Finds the reply of a row. Never fails: it has one to fall back on. */
export type ReplyFinder = (row: string) => SafetyReply;

/**
 * Makes a finder that gives `fallback`, the emergency signpost, for a row without a reply, for a reply without words,
 * and when looking it up throws. `fallback` is handed in by itself so that nothing has to be looked up for it.
 */
export function replyFinder(replies: Replies, fallback: SafetyReply): ReplyFinder {
  return (row) => {
    const reply = lookUp(replies, row);
    return reply === undefined || reply.first.length === 0 || reply.again.length === 0 ? fallback : reply;
  };
}

function lookUp(replies: Replies, row: string): SafetyReply | undefined {
  try {
    return replies.get(row);
  } catch {
    return undefined;
  }
}

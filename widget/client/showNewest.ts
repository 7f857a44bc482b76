import type { Transcript } from './transcript.ts';

/** How much had been drawn the last time. */
export interface Seen {
  readonly exchanges: number;
  readonly replies: number;
}

/**
 * Brings what is new into view: what was just said, then the start of the reply to it. Gives what has been seen now.
 *
 * Only the first bubble of a reply moves the page, so that nobody is pulled along while they read. A tapped button is
 * gone with the others; its focus goes to the reply, not to the top of the page.
 */
export function showNewest({ exchanges }: Transcript, before: Seen): Seen {
  const seen = { exchanges: exchanges.length, replies: exchanges.at(-1)?.replies.length ?? 0 };
  const isNewMessage = seen.exchanges > before.exchanges;
  if (isNewMessage) lastOf('.said')?.scrollIntoView({ block: 'start' });
  if (seen.replies > 0 && (isNewMessage || before.replies === 0)) showReply();
  return seen;
}

function showReply(): void {
  const reply = lastOf('.replies');
  reply?.scrollIntoView({ block: 'start' });
  if (document.activeElement === document.body) reply?.focus({ preventScroll: true });
}

function lastOf(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
}

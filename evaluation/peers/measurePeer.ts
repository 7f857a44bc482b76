import type { Share } from '../interval.ts';
import { shareOf } from '../interval.ts';
import type { Name, PeerText } from './peer.ts';

/** How many messages were given a right label at once, and how long one took. */
export interface PeerFigure {
  readonly name: string;
  readonly right: Share;
  /** Microseconds a message: the median. */
  readonly medianUs: number;
}

/** Asks for each message's label. The first messages are asked once before, so that nobody is measured cold. */
export async function measurePeer(name: string, ask: Name, messages: readonly PeerText[]): Promise<PeerFigure> {
  for (const { text } of messages.slice(0, WARM_UP_MESSAGES)) await ask(text);
  const took: number[] = [];
  let hits = 0;
  for (const { text, labels } of messages) {
    const startedAt = performance.now();
    const label = await ask(text);
    took.push(1000 * (performance.now() - startedAt));
    if (labels.includes(label)) hits++;
  }
  const medianUs = took.sort((a, b) => a - b)[took.length >> 1] ?? Number.NaN;
  return { name, right: shareOf(hits, messages.length), medianUs };
}

const WARM_UP_MESSAGES = 20;

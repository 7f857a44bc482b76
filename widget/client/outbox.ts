import type { PostedMessage } from '../../channels/directLine/protocol.ts';
import type { DirectLineClient } from './directLineClient.ts';
import type { Delivery } from './transcript.ts';
import { pauseMs, waitFor, type Waking } from './waiting.ts';

export interface OutboxOptions {
  readonly line: Pick<DirectLineClient, 'post' | 'poll'>;
  readonly onDelivery: (id: string, delivery: Delivery, activityId?: string) => void;
  /** Whether the replies to what was posted are still missing. */
  readonly isAwaitingReply: () => boolean;
  readonly waking: Waking;
}

/** Sends messages in order, one after the other, each until it is taken. */
export interface Outbox {
  send(id: string, message: PostedMessage): void;
  close(): void;
}

/** The socket brings a reply at once. Missing after this long: it is fetched. */
const FETCH_AFTER_MS = 300;
const FETCH_EVERY_MS = 1_000;
const MAX_FETCHES = 20;

export function outbox({ line, onDelivery, isAwaitingReply, waking }: OutboxOptions): Outbox {
  let isClosed = false;
  let sending: Promise<void> = Promise.resolve();

  async function deliver(id: string, message: PostedMessage): Promise<void> {
    while (!isClosed) {
      const posted = await line.post(message).catch(() => undefined);
      if (posted !== undefined) {
        if (posted.kind === 'taken') onDelivery(id, 'taken', posted.activityId);
        else onDelivery(id, 'refused');
        return;
      }
      onDelivery(id, 'waiting');
      await waitFor(pauseMs(), waking);
    }
  }

  /** Whatever became of the socket, the replies come. */
  async function fetchMissing(): Promise<void> {
    for (let fetched = 0; fetched < MAX_FETCHES && !isClosed; fetched += 1) {
      await waitFor(fetched === 0 ? FETCH_AFTER_MS : FETCH_EVERY_MS, waking);
      if (!isAwaitingReply()) return;
      await line.poll().catch(() => undefined);
    }
  }

  return {
    send(id, message) {
      sending = sending.then(() => deliver(id, message));
      void sending.then(fetchMissing);
    },
    close: () => (isClosed = true),
  };
}

import { hash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { DeliveryMarks } from '../common/deliveryMarks.ts';
import { errorCode } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import type { Instant } from '../common/message.ts';
import type { ConversationStorage } from '../state/conversationStorage.ts';

/** Marks kept in a store, until `close`. */
export interface StoredDeliveryMarks extends DeliveryMarks {
  /** Stores what is still to be stored. Never rejects. */
  close(): Promise<void>;
}

/** Channels send a message again after 15 seconds, and a few times more. */
const KEPT_FOR_MS = 10 * 60_000;
/** Marks are stored together: under load one commit serves many turns. */
const STORED_AFTER_MS = 250;
const LOOKS_AT_MOST_MS = 250;
const MAX_WAITING = 10_000;

/** Keeps marks in the store. A mark is the fingerprint of a message's name: of what was said it holds nothing. */
export function storedDeliveryMarks(parts: {
  readonly storage: ConversationStorage;
  readonly now: () => Instant;
  readonly log: Log;
}): StoredDeliveryMarks {
  const { storage, now, log } = parts;
  let waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  async function store(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const expiresAt = now() + KEPT_FOR_MS;
    const changes = Object.fromEntries([...waiting].map((key) => [key, { expiresAt, eTag: '*' }]));
    waiting = new Set();
    if (Object.keys(changes).length === 0) return;
    // A mark that is lost costs at worst one reply said twice.
    await storage.commit(changes).catch((error: unknown) => log({ event: 'marks-not-stored', code: errorCode(error) }));
  }

  async function look(key: string): Promise<boolean> {
    return (await storage.read([key]).catch(() => undefined))?.[key] !== undefined;
  }

  return {
    note(messageKey) {
      if (waiting.size < MAX_WAITING) waiting.add(keyOf(messageKey));
      timer ??= setTimeout(() => void store(), STORED_AFTER_MS);
    },
    async isNoted(messageKey) {
      const key = keyOf(messageKey);
      return waiting.has(key) || Promise.race([look(key), wait(LOOKS_AT_MOST_MS, false, { ref: false })]);
    },
    close: store,
  };
}

function keyOf(messageKey: string): string {
  return `delivered/${hash('sha256', messageKey, 'base64url')}`;
}

import { createHash } from 'node:crypto';
import { AppError, errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import type { Instant } from '../../common/message.ts';
import { type ShortMemory, shortMemory } from '../directLine/shortMemory.ts';
import type { Connector, Parcel } from './connector.ts';

/** What the bot said and the channel is to be given, in order. */
export interface Deliveries {
  /**
   * Sends the parcels after all others of their conversation. Resolves when they were sent, or after
   * `ACKNOWLEDGED_WITHIN_MS` at the latest: a slow channel must not hold the turn, and is served meanwhile.
   *
   * `messageKey` names the message they answer. Sent again by the channel, it gets only what it has not got yet.
   * Rejects only when far too much waits already.
   */
  deliver(messageKey: string | undefined, parcels: readonly Parcel[]): Promise<void>;
  /** Waits a while for what is on its way. */
  close(): Promise<void>;
}

/** Channels ask again after 15 seconds at the latest. */
export const ACKNOWLEDGED_WITHIN_MS = 1_000;

const REMEMBERED_MS = 10 * 60_000;
const MAX_MESSAGES = 10_000;
const MAX_UNDER_WAY = 2_000;
const CLOSES_WITHIN_MS = 5_000;

/** The replies one message has got, or is getting, as fingerprints: in memory only. */
type Got = Set<string>;

/** A parcel with its fingerprint. */
interface Marked {
  readonly parcel: Parcel;
  readonly mark: string;
}

/** Starts with nothing on its way. */
export function deliveries(parts: {
  readonly connector: Connector;
  readonly now: () => Instant;
  readonly log: Log;
}): Deliveries {
  const { connector, now, log } = parts;
  const memory: ShortMemory<Got> = shortMemory({
    lifetimeMs: REMEMBERED_MS, maxValues: MAX_MESSAGES, maxCharacters: Infinity, charactersOf: () => 0, now,
  });
  const tails = new Map<string, Promise<void>>();
  let underWay = 0;

  function gotBy(messageKey: string | undefined): Got {
    const got: Got = new Set();
    if (messageKey === undefined || memory.keep(messageKey, got)) return got;
    return memory.recall(messageKey) ?? got;
  }

  /** A bubble that fails does not stop the next: it may hold who to ring. */
  async function sendEach(parcels: readonly Marked[], got: Got): Promise<void> {
    for (const { parcel, mark } of parcels) {
      await connector.send(parcel).catch((error: unknown) => {
        got.delete(mark);
        log({ event: 'delivery-failed', code: errorCode(error) });
      });
    }
  }

  function enqueue(conversationId: string, parcels: readonly Marked[], got: Got): Promise<void> {
    underWay += 1;
    const before = tails.get(conversationId) ?? Promise.resolve();
    const sending = before.then(() => sendEach(parcels, got)).finally(() => {
      underWay -= 1;
      if (tails.get(conversationId) === sending) tails.delete(conversationId);
    });
    tails.set(conversationId, sending);
    return sending;
  }

  return {
    async deliver(messageKey, parcels) {
      const got = gotBy(messageKey);
      const marked = parcels.map((parcel) => ({ parcel, mark: fingerprint(parcel) }));
      const missing = marked.filter(({ mark }) => !got.has(mark));
      const [first] = missing;
      if (first === undefined) return;
      if (underWay >= MAX_UNDER_WAY) throw new AppError('CONNECTOR_OVERLOADED', 'Too many replies wait for the channel.');
      missing.forEach(({ mark }) => got.add(mark));
      await atMost(ACKNOWLEDGED_WITHIN_MS, enqueue(first.parcel.conversationId, missing, got));
    },
    async close() {
      await atMost(CLOSES_WITHIN_MS, Promise.all(tails.values()));
      memory.close();
      connector.close();
    },
  };
}

function fingerprint({ body }: Parcel): string {
  return createHash('sha256').update(body).digest('base64url');
}

/** Resolves with the work, or after the limit. The work itself goes on. */
async function atMost(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

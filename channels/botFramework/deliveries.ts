import { setTimeout as wait } from 'node:timers/promises';
import type { DeliveryMarks } from '../../common/deliveryMarks.ts';
import { AppError, errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import type { Instant } from '../../common/message.ts';
import { type ShortMemory, shortMemory } from '../directLine/shortMemory.ts';
import { type Connector, GIVES_UP_AFTER_MS, type Parcel } from './connector.ts';

/** What is said to one message. */
export interface Answer {
  /** Names the message. Sent again by the channel, it gets only what it has not got yet. Absent: it has no name. */
  readonly messageKey?: string;
  /** When the message was first taken, if it may have been taken before: by another instance, or before a restart. */
  readonly takenBefore?: Instant;
  readonly parcels: readonly Parcel[];
}

/** What the bot said and the channel is to be given, in order. */
export interface Deliveries {
  /**
   * Sends the parcels after all others of their conversation. Resolves when they were sent, or after
   * `ACKNOWLEDGED_WITHIN_MS` at the latest: a slow channel must not hold the turn, and is served meanwhile.
   *
   * What another instance may be sending is waited for, until it would have given up, and sent only if it has not
   * arrived by then: better said twice than not at all.
   *
   * Rejects only when far too much waits already.
   */
  deliver(answer: Answer): Promise<void>;
  /** Waits a while for what is on its way. */
  close(): Promise<void>;
}

/** Channels ask again after 15 seconds at the latest. */
export const ACKNOWLEDGED_WITHIN_MS = 1_000;

const REMEMBERED_MS = 10 * 60_000;
const MAX_MESSAGES = 10_000;
const MAX_UNDER_WAY = 2_000;
const CLOSES_WITHIN_MS = 5_000;
const LOOKS_AGAIN_AFTER_MS = 400;

/** The marks of the replies one message has got, or is getting: in memory only. */
type Got = Set<string>;

/** A parcel, and what tells it apart from the others to the same message. */
interface Marked {
  readonly parcel: Parcel;
  readonly mark: string;
}

type MarkedAnswer = Omit<Answer, 'parcels'> & { readonly parcels: readonly Marked[] };

/** Starts with nothing on its way. */
export function deliveries(parts: {
  readonly connector: Connector;
  readonly marks: DeliveryMarks;
  readonly now: () => Instant;
  readonly log: Log;
}): Deliveries {
  const { connector, marks, now, log } = parts;
  const memory: ShortMemory<Got> = shortMemory({
    lifetimeMs: REMEMBERED_MS, maxValues: MAX_MESSAGES, maxCharacters: Infinity, charactersOf: () => 0, now,
  });
  const tails = new Map<string, Promise<void>>();
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();

  function gotBy(messageKey: string | undefined): { readonly got: Got; readonly isNew: boolean } {
    const got: Got = new Set();
    if (messageKey === undefined || memory.keep(messageKey, got)) return { got, isNew: true };
    return { got: memory.recall(messageKey) ?? got, isNew: false };
  }

  /** A bubble that fails does not stop the next: it may hold who to ring. */
  async function sendEach(parcels: readonly Marked[], got: Got): Promise<boolean> {
    let haveAllArrived = true;
    for (const { parcel, mark } of parcels) {
      await connector.send(parcel).catch((error: unknown) => {
        haveAllArrived = false;
        got.delete(mark);
        log({ event: 'delivery-failed', code: errorCode(error) });
      });
    }
    return haveAllArrived;
  }

  /** Whether another instance has brought the answer, once that is certain. */
  async function isBroughtByAnother(messageKey: string, takenBefore: Instant): Promise<boolean> {
    for (;;) {
      if (await marks.isNoted(messageKey)) return true;
      if (now() - takenBefore >= GIVES_UP_AFTER_MS || closing.signal.aborted) return false;
      await wait(LOOKS_AGAIN_AFTER_MS, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  function enqueue({ messageKey, parcels }: MarkedAnswer, got: Got): Promise<void> {
    const conversationId = parcels[0]?.parcel.conversationId ?? '';
    const before = tails.get(conversationId) ?? Promise.resolve();
    const sending = before.then(async () => {
      const haveAllArrived = await sendEach(parcels, got);
      if (haveAllArrived && messageKey !== undefined) marks.note(messageKey);
    }).finally(() => {
      if (tails.get(conversationId) === sending) tails.delete(conversationId);
    });
    tails.set(conversationId, sending);
    return sending;
  }

  async function bring(answer: MarkedAnswer, got: Got, isNew: boolean): Promise<void> {
    const { messageKey, takenBefore } = answer;
    const mayBeBrought = isNew && messageKey !== undefined && takenBefore !== undefined;
    if (mayBeBrought && (await isBroughtByAnother(messageKey, takenBefore))) return;
    await enqueue(answer, got);
  }

  return {
    async deliver({ parcels, ...answer }) {
      const { got, isNew } = gotBy(answer.messageKey);
      const marked = parcels.map((parcel, place) => ({ parcel, mark: markOf(parcel, place) }));
      const missing = marked.filter(({ mark }) => !got.has(mark));
      if (missing.length === 0) return;
      if (underWay.size >= MAX_UNDER_WAY) throw new AppError('CONNECTOR_OVERLOADED', 'Too many replies wait for the channel.');
      missing.forEach(({ mark }) => got.add(mark));
      const bringing = bring({ ...answer, parcels: missing }, got, isNew).finally(() => underWay.delete(bringing));
      underWay.add(bringing);
      await atMost(ACKNOWLEDGED_WITHIN_MS, bringing);
    },
    async close() {
      closing.abort();
      await atMost(CLOSES_WITHIN_MS, Promise.all(underWay));
      memory.close();
      connector.close();
    },
  };
}

/**
 * Tells the replies to one message apart, by place and length: sent again, it gets the same ones in the same order.
 * Its id is left out: on its way it may have got another.
 */
function markOf({ body, replyToId = '' }: Parcel, place: number): string {
  return `${place}/${body.length - replyToId.length}`;
}

/** Resolves with the work, or after the limit. The work itself goes on. */
async function atMost(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

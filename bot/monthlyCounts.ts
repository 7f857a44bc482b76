import type { Count } from '../common/count.ts';
import { errorCode } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import type { Instant } from '../common/message.ts';
import { ConflictError, type ConversationStorage } from '../state/conversationStorage.ts';

/** How often each code was counted. */
export type Counts = ReadonlyMap<string, number>;

/** Counts by the month, of every instance on one store together. Of who or when within the month they know nothing. */
export interface MonthlyCounts {
  readonly count: Count;
  /** Adds what was counted since to the store. Never rejects: what cannot be stored now goes with the next time. */
  flush(): Promise<void>;
}

/** Two years, so that one year can be compared with the one before. */
const KEPT_FOR_MS = 2 * 366 * 24 * 3_600_000;
const MAX_TRIES = 50;

/** Far more than there is content. */
const MAX_CODES = 2_000;
const CODE = /^[a-z][a-z-]{0,31}(?: [a-z0-9][a-z0-9.-]{0,63})?$/;

interface Parts {
  readonly storage: ConversationStorage;
  readonly now: () => Instant;
  readonly log: Log;
}

/** Counts in memory until `flush`. */
export function monthlyCounts({ storage, now, log }: Parts): MonthlyCounts {
  const counted = new Map<string, Map<string, number>>();
  let current = { month: '', endsAt: -Infinity };

  /** Worked out once a month: it would cost more than the counting. */
  function thisMonth(): string {
    const at = now();
    if (at >= current.endsAt) current = { month: monthOf(at), endsAt: endOfMonth(at) };
    return current.month;
  }

  function add(month: string, code: string, times: number): void {
    const counts = counted.get(month) ?? new Map<string, number>();
    counted.set(month, counts);
    if (counts.size < MAX_CODES || counts.has(code)) counts.set(code, (counts.get(code) ?? 0) + times);
  }

  async function flushMonth(month: string, counts: Counts): Promise<void> {
    counted.delete(month);
    try {
      await addStored({ storage, now }, month, counts);
    } catch (error) {
      for (const [code, times] of counts) add(month, code, times);
      log({ event: 'counts-not-stored', code: errorCode(error) });
    }
  }

  return {
    count(code) {
      if (CODE.test(code)) add(thisMonth(), code, 1);
    },
    async flush() {
      for (const [month, counts] of [...counted]) await flushMonth(month, counts);
    },
  };
}

/** What all instances stored of a month, such as `2026-11`. Empty: nothing. Rejects with the storage's error. */
export async function readCounts(storage: ConversationStorage, month: string): Promise<Counts> {
  return (await readStored(storage, month)).counts;
}

/** The month of an instant, by the clock of Greenwich. */
export function monthOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 7);
}

function endOfMonth(at: Instant): Instant {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** Another instance may write at the same time: then both counts are added, whoever was first. */
async function addStored({ storage, now }: Omit<Parts, 'log'>, month: string, counts: Counts): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const stored = await readStored(storage, month);
    const sum = new Map(stored.counts);
    for (const [code, times] of counts) sum.set(code, (sum.get(code) ?? 0) + times);
    const item = { counts: Object.fromEntries(sum), expiresAt: now() + KEPT_FOR_MS, eTag: stored.eTag };
    try {
      await storage.commit({ [keyOf(month)]: item });
      return;
    } catch (error) {
      if (!(error instanceof ConflictError) || tries === MAX_TRIES) throw error;
    }
  }
}

async function readStored(
  storage: ConversationStorage,
  month: string,
): Promise<{ readonly counts: Counts; readonly eTag: string }> {
  const key = keyOf(month);
  const item = (await storage.read([key]))[key];
  const counts = item?.['counts'];
  const pairs = typeof counts === 'object' && counts !== null ? Object.entries(counts) : [];
  const numbers = pairs.filter((pair): pair is [string, number] => typeof pair[1] === 'number');
  return { counts: new Map(numbers), eTag: item?.eTag ?? 'new' };
}

function keyOf(month: string): string {
  return `counts/${month}`;
}

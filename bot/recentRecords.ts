import type { Instant } from '../common/message.ts';
import type { HeldRecord } from './conversationRecords.ts';

/** A conversation not spoken in for this long is read from storage again. */
const FRESH_MS = 120_000;
const MAX_KEPT = 2_000;

interface Kept {
  readonly held: HeldRecord;
  readonly freshUntil: Instant;
  /** Others write this record, too. */
  readonly isDoubted: boolean;
}

/**
 * The records committed last, in memory, so that a conversation in progress needs no read before each turn.
 *
 * Never trusted alone: the commit names the eTag, so a record that another instance changed or deleted in between is a
 * conflict, and is then read from storage. Where that happened once, it is likely to happen with every turn, so that
 * from then on the conversation's record is read first: one read costs less than a turn taken twice.
 */
export class RecentRecords {
  readonly #kept = new Map<string, Kept>();

  /** The record as committed last. Undefined: read it. */
  get(conversationId: string, now: Instant): HeldRecord | undefined {
    const kept = this.#kept.get(conversationId);
    return kept === undefined || kept.freshUntil <= now ? undefined : kept.held;
  }

  /** The record as committed last, however long ago: for when the storage cannot be read. Undefined: none is kept. */
  last(conversationId: string, now: Instant): HeldRecord | undefined {
    const kept = this.#kept.get(conversationId);
    return kept === undefined || kept.held.record.expiresAt <= now ? undefined : kept.held;
  }

  /** Keeps a record just committed. The one not spoken in for longest makes room. */
  keep(conversationId: string, held: HeldRecord, now: Instant): void {
    const isDoubted = this.#kept.get(conversationId)?.isDoubted === true;
    this.#kept.delete(conversationId);
    this.#kept.set(conversationId, { held, freshUntil: isDoubted ? 0 : now + FRESH_MS, isDoubted });
    const oldest = this.#kept.size > MAX_KEPT ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Has the record read from storage before every turn to come. */
  doubt(conversationId: string): void {
    const kept = this.#kept.get(conversationId);
    if (kept !== undefined) this.#kept.set(conversationId, { ...kept, freshUntil: 0, isDoubted: true });
  }

  forget(conversationId: string): void {
    this.#kept.delete(conversationId);
  }
}

import type { Instant } from '../common/message.ts';
import type { HeldRecord } from './conversationRecords.ts';

/** A conversation not spoken in for this long is read from storage again. */
const FRESH_MS = 120_000;
const MAX_KEPT = 2_000;

/**
 * The records committed last, in memory, so that a conversation in progress needs no read before each turn.
 *
 * Never trusted alone: the commit names the eTag, so a record that another instance changed or deleted in between is a
 * conflict, and is then read from storage.
 */
export class RecentRecords {
  readonly #kept = new Map<string, { readonly held: HeldRecord; readonly freshUntil: Instant }>();

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
    this.#kept.delete(conversationId);
    this.#kept.set(conversationId, { held, freshUntil: now + FRESH_MS });
    const oldest = this.#kept.size > MAX_KEPT ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Has the record read from storage before the next turn. */
  doubt(conversationId: string): void {
    const kept = this.#kept.get(conversationId);
    if (kept !== undefined) this.#kept.set(conversationId, { ...kept, freshUntil: 0 });
  }

  forget(conversationId: string): void {
    this.#kept.delete(conversationId);
  }
}

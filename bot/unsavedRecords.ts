import type { Instant } from '../common/message.ts';
import type { ConversationRecord } from './conversationRecord.ts';
import { includes } from './mergeRecords.ts';

const MAX_HELD_IN_MEMORY = 10_000;

/** Records of turns that were answered and could not be stored, until they are. */
export class UnsavedRecords {
  readonly #kept = new Map<string, ConversationRecord>();

  /** How many conversations wait to be stored. */
  get size(): number {
    return this.#kept.size;
  }

  /** The conversations that wait, longest first. */
  ids(): readonly string[] {
    return [...this.#kept.keys()];
  }

  get(conversationId: string, now: Instant): ConversationRecord | undefined {
    const record = this.#kept.get(conversationId);
    return record === undefined || record.expiresAt <= now ? undefined : record;
  }

  /** The oldest goes first: better one conversation that starts again than a server out of memory. */
  keep(conversationId: string, record: ConversationRecord): void {
    this.#kept.delete(conversationId);
    this.#kept.set(conversationId, record);
    const oldest = this.#kept.size > MAX_HELD_IN_MEMORY ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** `stored` is stored now. What was kept since stays. */
  settle(conversationId: string, stored: ConversationRecord): void {
    const record = this.#kept.get(conversationId);
    if (record !== undefined && includes(stored, record)) this.#kept.delete(conversationId);
  }

  forget(conversationId: string): void {
    this.#kept.delete(conversationId);
  }
}

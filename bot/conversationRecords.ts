import type { ConversationStorage } from '../state/conversationStorage.ts';
import { PROVISIONAL_EPOCH } from '../common/conversationLog.ts';
import { AppError, errorCode } from '../common/errors.ts';
import { inTime } from '../common/inTime.ts';
import type { Log } from '../common/log.ts';
import type { Instant } from '../common/message.ts';
import { blankRecord, type ConversationRecord } from './conversationRecord.ts';
import { mergeRecords } from './mergeRecords.ts';
import { RecentRecords } from './recentRecords.ts';
import { UnsavedRecords } from './unsavedRecords.ts';

/** A record as read, with what must still be true when it is written back. */
export interface HeldRecord {
  readonly record: ConversationRecord;
  /** The eTag read; `'new'` where there was nothing: then the write must create it. */
  readonly eTag: string;
  /** The storage could not be asked and memory holds nothing: the record is blank, and may exist all the same. */
  readonly unknown?: true;
  /** The storage could not be asked: the record is what memory holds, and others may have written since. */
  readonly remembered?: true;
}

/** How a commit ended. `conflict`: somebody wrote or deleted in between; read again and take the turn again. */
export type CommitOutcome = 'committed' | 'conflict' | 'unavailable';

/** The conversations' records, which stay usable, from memory, while the storage is not. */
export interface ConversationRecords {
  /** Never rejects and takes at most `withinMs`: with storage down, what memory holds, or a blank record. */
  read(conversationId: string, withinMs?: number): Promise<HeldRecord>;
  /** As `read`, for who looks back: where memory holds nothing unsaved, waits for a storage that may be back soon. */
  look(conversationId: string): Promise<HeldRecord>;
  /** The record as this instance committed it last, if that was just now; else as `read`. Only to commit upon. */
  hold(conversationId: string): Promise<HeldRecord>;
  /** Never rejects. After `unavailable` the record lives in memory and goes out with the next commit or `flush`. */
  commit(conversationId: string, record: ConversationRecord, eTag: string): Promise<CommitOutcome>;
  /** Keeps in memory what was answered before its commit ended, whatever becomes of that. */
  keep(conversationId: string, record: ConversationRecord): void;
  /** Never rejects. Stores what memory alone holds of the conversation, if anything, beside what others stored. */
  store(conversationId: string): Promise<CommitOutcome>;
  /** Deletes at once, from memory too. Rejects when the storage cannot; `flush` then tries again. */
  delete(conversationId: string): Promise<void>;
  /** Stores what could not be stored before, as far as the storage allows, and gives those conversations. */
  flush(): Promise<readonly string[]>;
}

/** A parent waits no longer than this for what was said before. */
export const READ_WITHIN_MS = 50;
/** Looking back may take longer: nobody is in danger, and what looks lost would be told as lost. */
export const LOOK_WITHIN_MS = 500;
const MAX_TRIES = 50;
const MAX_DELETIONS = 10_000;
const LATE = Symbol('late');

interface Parts {
  readonly storage: ConversationStorage;
  readonly now: () => Instant;
  readonly newEpoch: () => string;
  readonly log: Log;
}

export function conversationRecords(parts: Parts): ConversationRecords {
  return new Records(parts);
}

class Records implements ConversationRecords {
  readonly #parts: Parts;
  readonly #unsaved = new UnsavedRecords();
  readonly #recent = new RecentRecords();
  readonly #toDelete = new Set<string>();
  #flushing: Promise<readonly string[]> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async read(conversationId: string, withinMs = READ_WITHIN_MS): Promise<HeldRecord> {
    const { storage, log } = this.#parts;
    try {
      return this.#known(conversationId, await within(withinMs, readStored(storage, conversationId)));
    } catch (error) {
      log({ event: 'storage-read-failed', code: errorCode(error) });
      return this.#remembered(conversationId);
    }
  }

  async look(conversationId: string): Promise<HeldRecord> {
    const held = await this.read(conversationId, LOOK_WITHIN_MS);
    if (!held.remembered || this.#unsaved.get(conversationId, this.#parts.now()) !== undefined) return held;
    const isBack = await this.#parts.storage.isBackSoon?.();
    return isBack ? this.read(conversationId, LOOK_WITHIN_MS) : held;
  }

  async hold(conversationId: string): Promise<HeldRecord> {
    const now = this.#parts.now();
    const recent = this.#unsaved.get(conversationId, now) ? undefined : this.#recent.get(conversationId, now);
    return recent ?? this.read(conversationId);
  }

  async commit(conversationId: string, record: ConversationRecord, eTag: string): Promise<CommitOutcome> {
    const key = keyOf(conversationId);
    try {
      const eTags = await this.#parts.storage.commit({ [key]: { ...record, eTag } });
      this.#unsaved.settle(conversationId, record);
      this.#recent.keep(conversationId, { record, eTag: eTags.get(key) ?? '' }, this.#parts.now());
      return 'committed';
    } catch (error) {
      this.#recent.doubt(conversationId);
      if (errorCode(error) === 'STORAGE_CONFLICT') return 'conflict';
      this.#parts.log({ event: 'storage-write-failed', code: errorCode(error) });
      this.keep(conversationId, record);
      return 'unavailable';
    }
  }

  keep(conversationId: string, record: ConversationRecord): void {
    this.#unsaved.keep(conversationId, record);
  }

  async delete(conversationId: string): Promise<void> {
    this.#unsaved.forget(conversationId);
    this.#recent.forget(conversationId);
    if (this.#toDelete.size < MAX_DELETIONS) this.#toDelete.add(conversationId);
    await this.#parts.storage.delete([keyOf(conversationId)]);
    this.#toDelete.delete(conversationId);
  }

  async flush(): Promise<readonly string[]> {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  async #flush(): Promise<readonly string[]> {
    const deletions = [...this.#toDelete];
    const deleted = await this.#deleteAll(deletions);
    const stored: string[] = [];
    for (const id of deleted ? this.#unsaved.ids() : []) {
      const outcome = await this.store(id);
      if (outcome === 'unavailable') break;
      if (outcome === 'committed') stored.push(id);
    }
    return stored;
  }

  async store(conversationId: string): Promise<CommitOutcome> {
    let outcome: CommitOutcome = 'conflict';
    for (let tries = 0; outcome === 'conflict' && tries < MAX_TRIES; tries += 1) {
      if (this.#unsaved.get(conversationId, this.#parts.now()) === undefined) return 'committed';
      const { record, eTag, unknown } = await this.read(conversationId);
      outcome = unknown ? 'unavailable' : await this.commit(conversationId, record, eTag);
    }
    return outcome;
  }

  async #deleteAll(ids: readonly string[]): Promise<boolean> {
    if (ids.length === 0) return true;
    return this.#parts.storage.delete(ids.map(keyOf)).then(
      () => ids.every((id) => this.#toDelete.delete(id)),
      () => false,
    );
  }

  #known(conversationId: string, stored: HeldRecord | undefined): HeldRecord {
    const kept = this.#unsaved.get(conversationId, this.#parts.now());
    if (this.#toDelete.has(conversationId)) {
      return stored === undefined ? this.#blank() : { ...this.#blank(), eTag: stored.eTag };
    }
    if (stored === undefined) return kept === undefined ? this.#blank() : { record: kept, eTag: 'new' };
    const ahead = kept ?? this.#aheadOf(stored.record, conversationId);
    return ahead === undefined ? stored : { ...stored, record: mergeRecords(stored.record, ahead) };
  }

  /** What this instance had stored, where the storage has lost the last of it since: after a failover, say. */
  #aheadOf({ epoch, lastNumber }: ConversationRecord, conversationId: string): ConversationRecord | undefined {
    const record = this.#recent.last(conversationId, this.#parts.now())?.record;
    return record !== undefined && record.epoch === epoch && record.lastNumber > lastNumber ? record : undefined;
  }

  #remembered(conversationId: string): HeldRecord {
    const now = this.#parts.now();
    const recent = this.#recent.last(conversationId, now);
    const record = this.#unsaved.get(conversationId, now) ?? recent?.record;
    if (record === undefined) return { ...this.#blank(PROVISIONAL_EPOCH), unknown: true, remembered: true };
    return { record, eTag: recent?.eTag ?? 'new', remembered: true };
  }

  #blank(beginning = ''): HeldRecord {
    return { record: blankRecord(`${beginning}${this.#parts.newEpoch()}`, this.#parts.now()), eTag: 'new' };
  }
}

function keyOf(conversationId: string): string {
  return `conversation/${conversationId}`;
}

async function readStored(storage: ConversationStorage, conversationId: string): Promise<HeldRecord | undefined> {
  const key = keyOf(conversationId);
  const item: unknown = (await storage.read([key]))[key];
  if (!isStoredRecord(item)) return undefined;
  const { eTag, ...record } = item;
  return { record, eTag };
}

function isStoredRecord(item: unknown): item is ConversationRecord & { readonly eTag: string } {
  return typeof item === 'object' && item !== null && 'version' in item && item.version === 1 && 'eTag' in item;
}

/** Gives the value, or rejects with code TIMED_OUT when it takes longer. The work itself goes on. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const outcome = await inTime(limitMs, work, LATE);
  if (outcome === LATE) throw new AppError('TIMED_OUT', 'The storage took too long.');
  return outcome;
}

import type { ConversationStorage } from '../state/conversationStorage.ts';
import { AppError, errorCode } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import type { Instant } from '../common/message.ts';
import { blankRecord, type ConversationRecord } from './conversationRecord.ts';
import { RecentRecords } from './recentRecords.ts';

/** A record as read, with what must still be true when it is written back. */
export interface HeldRecord {
  readonly record: ConversationRecord;
  /** The eTag read; `'new'` where there was nothing: then the write must create it. */
  readonly eTag: string;
}

/** How a commit ended. `conflict`: somebody wrote or deleted in between; read again and take the turn again. */
export type CommitOutcome = 'committed' | 'conflict' | 'unavailable';

/** The conversations' records, which stay usable, from memory, while the storage is not. */
export interface ConversationRecords {
  /** Never rejects and takes at most `READ_WITHIN_MS`: with storage down, what memory holds, or a blank record. */
  read(conversationId: string): Promise<HeldRecord>;
  /** The record as this instance committed it last, if that was just now; else as `read`. Only to commit upon. */
  hold(conversationId: string): Promise<HeldRecord>;
  /** Never rejects. After `unavailable` the record lives in memory and goes out with the next commit. */
  commit(conversationId: string, record: ConversationRecord, eTag: string): Promise<CommitOutcome>;
  /** Deletes at once, from memory too. Rejects when the storage cannot. */
  delete(conversationId: string): Promise<void>;
}

/** A parent waits no longer than this for what was said before. */
export const READ_WITHIN_MS = 50;
const MAX_HELD_IN_MEMORY = 10_000;

export function conversationRecords(parts: {
  readonly storage: ConversationStorage;
  readonly now: () => Instant;
  readonly newEpoch: () => string;
  readonly log: Log;
}): ConversationRecords {
  const { storage, now, newEpoch, log } = parts;
  const unsaved = new Map<string, ConversationRecord>();
  const recent = new RecentRecords();

  async function read(conversationId: string): Promise<HeldRecord> {
    const stored = await within(READ_WITHIN_MS, readStored(storage, conversationId)).catch((error: unknown) => {
      log({ event: 'storage-read-failed', code: errorCode(error) });
      return undefined;
    });
    const kept = unsaved.get(conversationId);
    const held = stored ?? { record: blankRecord(newEpoch(), now()), eTag: 'new' };
    return kept === undefined || kept.expiresAt <= now() ? held : { ...held, record: newer(kept, held.record) };
  }

  return {
    read,

    hold: async (conversationId) => recent.get(conversationId, now()) ?? read(conversationId),

    async commit(conversationId, record, eTag) {
      try {
        const key = keyOf(conversationId);
        const eTags = await storage.commit({ [key]: { ...record, eTag } });
        unsaved.delete(conversationId);
        recent.keep(conversationId, { record, eTag: eTags.get(key) ?? '' }, now());
        return 'committed';
      } catch (error) {
        recent.forget(conversationId);
        if (errorCode(error) === 'STORAGE_CONFLICT') return 'conflict';
        log({ event: 'storage-write-failed', code: errorCode(error) });
        keepBounded(unsaved, conversationId, record);
        return 'unavailable';
      }
    },

    async delete(conversationId) {
      unsaved.delete(conversationId);
      recent.forget(conversationId);
      await storage.delete([keyOf(conversationId)]);
    },
  };
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

function newer(one: ConversationRecord, other: ConversationRecord): ConversationRecord {
  return one.lastNumber >= other.lastNumber ? one : other;
}

/** The oldest goes first: better one conversation that starts again than a server out of memory. */
function keepBounded(unsaved: Map<string, ConversationRecord>, id: string, record: ConversationRecord): void {
  unsaved.delete(id);
  unsaved.set(id, record);
  const oldest = unsaved.size > MAX_HELD_IN_MEMORY ? unsaved.keys().next().value : undefined;
  if (oldest !== undefined) unsaved.delete(oldest);
}

/** Gives the value, or rejects with code TIMED_OUT when it takes longer. The work itself goes on. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('TIMED_OUT', 'The storage took too long.')), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

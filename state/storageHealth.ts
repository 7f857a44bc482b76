import type { Instant } from '../common/message.ts';
import { errorCode } from '../common/errors.ts';
import { type ConversationStorage, StorageError } from './conversationStorage.ts';

const WRITTEN_AT = 'readiness';
const KEPT_MS = 60_000;

/**
 * Says what is wrong with the storage, such as `STORAGE_UNAVAILABLE: full`. Undefined: it reads and writes.
 *
 * Writes, because a full or read-only storage still reads.
 */
export async function storageProblem(storage: ConversationStorage, now: Instant): Promise<string | undefined> {
  try {
    await storage.commit({ [WRITTEN_AT]: { expiresAt: now + KEPT_MS } });
    return undefined;
  } catch (error) {
    return error instanceof StorageError ? `${error.code}: ${error.trouble}` : errorCode(error);
  }
}

import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type ConversationStorage, ConflictError } from './conversationStorage.ts';

const STORED_AT = 'token-keys';
const KEY_BYTES = 48;

/** A busy machine is slow to connect at the start, and with a temporary key it would refuse the others' tokens. */
const PATIENCE_MS = 2000;
const TRY_AGAIN_MS = 100;

/** Keys no longer in use that still verify what they signed. */
const MAX_KEYS = 5;

/** The keys that sign conversation tokens. */
export interface SigningKeys {
  /** Newest first: the first signs, all verify. The same list as long as nothing changed. */
  readonly current: () => readonly string[];
  /** Whether the first is this instance's own, the stored one not being readable. Tokens then end with a restart. */
  readonly areTemporary: () => boolean;
  /** Reads the stored key, or stores the own one where there is none. Never rejects: a later call may succeed. */
  readonly refresh: () => Promise<void>;
}

/** The keys an operator has set. */
export function fixedSigningKeys(keys: readonly string[]): SigningKeys {
  return { current: () => keys, areTemporary: () => false, refresh: async () => undefined };
}

/**
 * Gives the key made once and kept in the store, so that a restart, and every instance on the same store, honours the
 * tokens issued before.
 *
 * With the store away for `patienceMs` it is a temporary one, until `refresh` finds the stored one; both then verify.
 * A store that was emptied gets the key back.
 */
export async function storedSigningKeys(
  storage: ConversationStorage,
  patienceMs = PATIENCE_MS,
): Promise<SigningKeys> {
  const own = randomBytes(KEY_BYTES).toString('base64url');
  const found = await readOrStoreWithin(patienceMs, storage, own);
  let keys: readonly string[] = [found ?? own];
  let temporary = found === undefined;

  async function refresh(): Promise<void> {
    const [first = own] = keys;
    const stored = await readOrStore(storage, first).catch(() => undefined);
    if (stored === undefined) return;
    temporary = false;
    if (stored !== first) keys = [stored, ...keys.filter((key) => key !== stored)].slice(0, MAX_KEYS);
  }

  return {
    current: () => keys,
    areTemporary: () => temporary,
    refresh,
  };
}

async function readOrStoreWithin(
  patienceMs: number,
  storage: ConversationStorage,
  own: string,
): Promise<string | undefined> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await readOrStore(storage, own).catch(() => undefined);
    if (found !== undefined || performance.now() >= end) return found;
    await wait(TRY_AGAIN_MS);
  }
}

async function readOrStore(storage: ConversationStorage, own: string): Promise<string> {
  const item = (await storage.read([STORED_AT]))[STORED_AT];
  const stored = item?.['key'];
  if (typeof stored === 'string') return stored;
  try {
    await storage.commit({ [STORED_AT]: { key: own, eTag: item?.eTag ?? 'new' } });
    return own;
  } catch (error) {
    // Another instance was faster: its key is everybody's.
    if (error instanceof ConflictError) return readOrStore(storage, own);
    throw error;
  }
}

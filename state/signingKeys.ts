import { randomBytes } from 'node:crypto';
import { type ConversationStorage, ConflictError } from './conversationStorage.ts';

const STORED_AT = 'token-keys';
const KEY_BYTES = 48;

/**
 * Gives the key that signs conversation tokens, made once and kept in the store, so that a restart, and every instance
 * on the same store, honours the tokens issued before.
 *
 * @throws StorageError when the store can neither be read nor written.
 */
export async function storedSigningKey(storage: ConversationStorage): Promise<string> {
  const stored = (await storage.read([STORED_AT]))[STORED_AT]?.['key'];
  if (typeof stored === 'string') return stored;

  const key = randomBytes(KEY_BYTES).toString('base64url');
  try {
    await storage.commit({ [STORED_AT]: { key, eTag: 'new' } });
    return key;
  } catch (error) {
    // Another instance was faster: its key is everybody's.
    if (error instanceof ConflictError) return storedSigningKey(storage);
    throw error;
  }
}

import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const NAME_BYTES = 8;

/** Seals texts for who holds the same key, so that what carries them can neither read nor change them. */
export interface SealedText {
  seal(text: string): string;
  /** Undefined: sealed with another key, or damaged. */
  open(sealed: string): string | undefined;
}

/** `keys` gives the keys known now, newest first: the first seals, all open. Each is secret and long. */
export function sealedText(keys: () => readonly string[], purpose: string): SealedText {
  const made = new Map<string, Key>();
  const keyOf = (secret: string): Key => {
    const known = made.get(secret) ?? derive(secret, purpose);
    made.set(secret, known);
    return known;
  };
  return {
    seal(text) {
      const [newest] = keys();
      if (newest === undefined) throw new RangeError('There is no key to seal with.');
      const { name, bytes } = keyOf(newest);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, bytes, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([name, iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed) {
      const whole = Buffer.from(sealed, 'base64');
      const key = keys().map(keyOf).find(({ name }) => name.equals(whole.subarray(0, NAME_BYTES)));
      return key === undefined ? undefined : opened(whole.subarray(NAME_BYTES), key.bytes);
    },
  };
}

interface Key {
  /** Tells which key it is without telling it. */
  readonly name: Buffer;
  readonly bytes: Buffer;
}

function derive(secret: string, purpose: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return { name: createHash('sha256').update('name').update(bytes).digest().subarray(0, NAME_BYTES), bytes };
}

function opened(parts: Buffer, key: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, parts.subarray(0, IV_BYTES));
    decipher.setAuthTag(parts.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(parts.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

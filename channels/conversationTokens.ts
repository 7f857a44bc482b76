import { createHash, createSecretKey, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { JWTPayload } from 'jose';
import { AppError } from '../common/errors.ts';
import type { Instant } from '../common/message.ts';
import { STREAM_URL_LIFETIME_SECONDS, TOKEN_LIFETIME_SECONDS } from './directLine/protocol.ts';

/** What a token may be used for. A token for one use is invalid for every other. */
export type TokenUse = 'directline' | 'stream' | 'page';

/** How long a token of each use lasts. */
export const LIFETIME_SECONDS: Readonly<Record<TokenUse, number>> = {
  directline: TOKEN_LIFETIME_SECONDS,
  stream: STREAM_URL_LIFETIME_SECONDS,
  page: 24 * 60 * 60,
};

/** Fewest bytes of a signing key. */
export const MIN_KEY_BYTES = 32;

/** Whose token it is, and for what. */
export interface TokenSubject {
  readonly conversationId: string;
  readonly use: TokenUse;
  /** As the operator's page named the parent. Absent: nobody was named. */
  readonly userId?: string;
}

/** What became of a token. `invalid` tells nothing of why: forged, damaged, for another use, or of a key now gone. */
export type TokenOutcome =
  | { readonly kind: 'valid'; readonly tokenId: string; readonly conversationId: string; readonly userId?: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

/** Issues and verifies the tokens that alone give access to a conversation. */
export interface ConversationTokens {
  /** Gives a token, good from now for the lifetime of its use. */
  issue(subject: TokenSubject): Promise<string>;

  /** Says what `token` is worth for `use` now. Never throws for a bad token. */
  verify(token: string, use: TokenUse): Promise<TokenOutcome>;
}

export interface ConversationTokenOptions {
  /** Newest first: the first signs, all verify. Each at least 32 random bytes. */
  readonly keys: readonly Uint8Array[];
  readonly now: () => Instant;
}

interface SigningKey {
  readonly kid: string;
  readonly secret: KeyObject;
}

interface Verified {
  readonly kind: 'verified';
  readonly use: TokenUse;
  readonly goodUntil: Instant;
  readonly outcome: TokenOutcome;
}

const MAX_REMEMBERED = 10_000;
const ALGORITHM = 'HS256' as const;
const INVALID = { kind: 'invalid' } as const;
const EXPIRED = { kind: 'expired' } as const;

/**
 * Makes the issuer and verifier of tokens. Any instance with the same keys honours them, also after a restart.
 *
 * @throws AppError `TOKEN_KEYS_MISSING` without keys, `TOKEN_KEY_TOO_SHORT` for a key under 32 bytes.
 */
export function conversationTokens({ keys, now }: ConversationTokenOptions): ConversationTokens {
  const known = keys.map(signingKey);
  const [newest] = known;
  if (newest === undefined) throw new AppError('TOKEN_KEYS_MISSING', 'There is no key to sign tokens with.');

  const verified = new Map<string, Verified>();
  return {
    issue: (subject) => sign(subject, newest, now()),
    async verify(token, use) {
      const before = verified.get(token);
      if (before?.use === use && now() < before.goodUntil) return before.outcome;
      const checked = await verify({ token, use, known, now: now() });
      if (checked.kind !== 'verified') return checked;
      // A stream's is used once.
      if (use !== 'stream') remember(verified, token, checked);
      return checked.outcome;
    },
  };
}

/** A token is the same with every message, and checking its signature costs more than the rest of a turn. */
function remember(verified: Map<string, Verified>, token: string, checked: Verified): void {
  verified.set(token, checked);
  const [oldest] = verified.keys();
  if (verified.size > MAX_REMEMBERED && oldest !== undefined) verified.delete(oldest);
}

function signingKey(bytes: Uint8Array): SigningKey {
  if (bytes.length < MIN_KEY_BYTES) {
    throw new AppError('TOKEN_KEY_TOO_SHORT', `A key to sign tokens with is shorter than ${MIN_KEY_BYTES} bytes.`);
  }
  const kid = createHash('sha256').update('kid').update(bytes).digest('base64url').slice(0, 12);
  return { kid, secret: createSecretKey(bytes) };
}

function sign({ conversationId, use, userId }: TokenSubject, key: SigningKey, now: Instant): Promise<string> {
  const issuedAtSeconds = Math.floor(now / 1000);
  // Stock clients read `user` and then refuse any other user id.
  return new SignJWT({ conv: conversationId, use, ...(userId !== undefined && { user: userId }) })
    .setProtectedHeader({ alg: ALGORITHM, kid: key.kid })
    .setJti(randomUUID())
    .setIssuedAt(issuedAtSeconds)
    .setExpirationTime(issuedAtSeconds + LIFETIME_SECONDS[use])
    .sign(key.secret);
}

interface Verification {
  readonly token: string;
  readonly use: TokenUse;
  readonly known: readonly SigningKey[];
  readonly now: Instant;
}

type Checked = Verified | typeof INVALID | typeof EXPIRED;

async function verify({ token, use, known, now }: Verification): Promise<Checked> {
  try {
    const { payload } = await jwtVerify(token, ({ kid }) => secretOf(kid, known), {
      algorithms: [ALGORITHM],
      currentDate: new Date(now),
      requiredClaims: ['exp', 'jti'],
    });
    return valid(payload, use);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return error.payload.use === use ? EXPIRED : INVALID;
    return INVALID;
  }
}

function secretOf(kid: string | undefined, known: readonly SigningKey[]): KeyObject {
  const key = known.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw new errors.JWTInvalid('unknown key');
  return key.secret;
}

function valid({ conv, use: usedFor, user, jti, exp }: JWTPayload, use: TokenUse): Checked {
  if (usedFor !== use || typeof conv !== 'string' || jti === undefined || exp === undefined) return INVALID;
  const subject = { conversationId: conv, ...(typeof user === 'string' && { userId: user }) };
  return { kind: 'verified', use, goodUntil: exp * 1000, outcome: { kind: 'valid', tokenId: jti, ...subject } };
}

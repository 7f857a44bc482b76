import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { Instant } from '../../common/message.ts';
import type { OpenIdKeys } from './openIdKeys.ts';

/** What a genuine token says of the request it comes with. */
export interface ChannelClaims {
  /** Where replies to this channel go. */
  readonly serviceUrl: string;
  /** The channels its key may speak for. Empty: any. */
  readonly endorsements: readonly string[];
}

/** What became of a token. Why it was refused is told nobody: a forger would learn from it. */
export type TokenOutcome =
  | { readonly kind: 'genuine'; readonly claims: ChannelClaims }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unavailable' };

/** Knows Microsoft's tokens from others. */
export interface TokenGate {
  /** Says what an Authorization header is worth now. Never rejects. */
  verify(authorization: string | undefined): Promise<TokenOutcome>;
}

interface Verified {
  readonly claims: ChannelClaims;
  readonly goodUntil: Instant;
}

/** Clocks may differ by this much, as Bot Framework's documents say. */
const CLOCK_TOLERANCE_SECONDS = 300;
const MAX_TOKEN_CHARACTERS = 8_192;
const MAX_REMEMBERED = 1_000;
const ALGORITHM = 'RS256';
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/;
const REFUSED = { kind: 'refused' } as const;

/**
 * Makes the gate. A genuine token is a JWT, signed RS256 with a key of the channels' identity host, from its issuer,
 * for this bot's app id, within its time.
 *
 * The tokens of emulators and of other bots ("skills") are refused: they name no service to reply to.
 */
export function tokenGate(parts: {
  readonly keys: OpenIdKeys;
  readonly issuer: string;
  readonly appId: string;
  readonly now: () => Instant;
}): TokenGate {
  const { keys, issuer, appId, now } = parts;
  const verified = new Map<string, Verified>();

  async function check(token: string): Promise<TokenOutcome> {
    // What can be seen without a key is refused without one, so that forgers cannot make us ask the identity host.
    const kid = keyNamedBy(token, issuer, appId);
    if (kid === undefined) return REFUSED;
    const found = await keys.find(kid);
    if (found.kind !== 'found') return found.kind === 'unavailable' ? found : REFUSED;
    const { payload } = await jwtVerify(token, found.key.key, {
      algorithms: [ALGORITHM],
      issuer,
      audience: appId,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(now()),
      requiredClaims: ['exp', 'serviceurl'],
    });
    const { exp = 0, serviceurl: serviceUrl } = payload;
    if (typeof serviceUrl !== 'string') return REFUSED;
    const claims = { serviceUrl, endorsements: found.key.endorsements };
    remember(verified, token, { claims, goodUntil: (exp + CLOCK_TOLERANCE_SECONDS) * 1000 });
    return { kind: 'genuine', claims };
  }

  return {
    async verify(authorization = '') {
      const token = BEARER.exec(authorization)?.[1];
      if (token === undefined || token.length > MAX_TOKEN_CHARACTERS) return REFUSED;
      const before = verified.get(token);
      if (before !== undefined && now() < before.goodUntil) return { kind: 'genuine', claims: before.claims };
      return check(token).catch(() => REFUSED);
    },
  };
}

/** Whether a genuine token is one for this activity: of its service, with a key that may speak for its channel. */
export function isFor(
  { serviceUrl, endorsements }: ChannelClaims,
  activity: { readonly serviceUrl?: string; readonly channelId?: string },
): boolean {
  const { channelId = '' } = activity;
  return activity.serviceUrl === serviceUrl && (endorsements.length === 0 || endorsements.includes(channelId));
}

/** A channel sends the same token with every message for hours, and a signature costs more than the rest of a turn. */
function remember(verified: Map<string, Verified>, token: string, entry: Verified): void {
  verified.set(token, entry);
  const [oldest] = verified.keys();
  if (verified.size > MAX_REMEMBERED && oldest !== undefined) verified.delete(oldest);
}

function keyNamedBy(token: string, issuer: string, appId: string): string | undefined {
  const { alg, kid } = decodeProtectedHeader(token);
  const { iss, aud } = decodeJwt(token);
  return alg === ALGORITHM && iss === issuer && aud === appId && kid !== '' ? kid : undefined;
}

import { importJWK } from 'jose';
import type { CryptoKey } from 'jose';
import { AppError, errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import type { Instant } from '../../common/message.ts';

/** A key that Microsoft signs with, and the channels it may sign for. No channels listed: any. */
export interface SigningKey {
  readonly key: CryptoKey | Uint8Array;
  readonly endorsements: readonly string[];
}

/** What became of a look-up. `unavailable`: no keys have come yet, so that nothing can be said of the token. */
export type KeyOutcome =
  | { readonly kind: 'found'; readonly key: SigningKey }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unavailable' };

/** The keys of the identity host, kept. */
export interface OpenIdKeys {
  /** Never rejects. Bad tokens with made-up key ids cause at most one request to the host in five minutes. */
  find(kid: string): Promise<KeyOutcome>;
}

/** Keys are fetched anew when this old. Until that succeeds the old ones stay good. */
export const REFRESH_AFTER_MS = 24 * 3_600_000;
/** Old keys are not trusted for ever: longer than any outage, shorter than a stolen key is useful. */
export const TRUSTED_FOR_MS = 5 * 24 * 3_600_000;

const ASK_AGAIN_AFTER_MS = 5 * 60_000;
const ASK_AGAIN_AFTER_FAILURE_MS = 10_000;
const FETCH_WITHIN_MS = 3_000;
const MAX_DOCUMENT_BYTES = 512 * 1024;

/** Keeps the keys that `metadataUrl` leads to. An outage of its host stops no message that its keys can prove. */
export function openIdKeys(parts: {
  readonly metadataUrl: string;
  readonly now: () => Instant;
  readonly log: Log;
}): OpenIdKeys {
  const { metadataUrl, now, log } = parts;
  let keys = new Map<string, SigningKey>();
  let fetchedAt = -Infinity;
  let askedAt = -Infinity;
  let failed = false;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    askedAt = now();
    try {
      keys = await fetchKeys(metadataUrl);
      fetchedAt = now();
      failed = false;
    } catch (error) {
      failed = true;
      log({ event: 'identity-keys-failed', code: errorCode(error) });
    }
  }

  /** One request at a time, whoever waits for it. */
  async function refresh(): Promise<void> {
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  }

  function mayAsk(): boolean {
    return now() - askedAt >= (failed ? ASK_AGAIN_AFTER_FAILURE_MS : ASK_AGAIN_AFTER_MS);
  }

  return {
    async find(kid) {
      const known = now() - fetchedAt < TRUSTED_FOR_MS ? keys.get(kid) : undefined;
      if (known !== undefined) {
        if (now() - fetchedAt >= REFRESH_AFTER_MS && mayAsk()) void refresh();
        return { kind: 'found', key: known };
      }
      if (asking !== undefined || mayAsk()) await refresh();
      const key = now() - fetchedAt < TRUSTED_FOR_MS ? keys.get(kid) : undefined;
      if (key !== undefined) return { kind: 'found', key };
      return { kind: now() - fetchedAt < TRUSTED_FOR_MS ? 'unknown' : 'unavailable' };
    },
  };
}

async function fetchKeys(metadataUrl: string): Promise<Map<string, SigningKey>> {
  const metadata = await fetchJson(metadataUrl);
  const jwksUri = fieldOf(metadata, 'jwks_uri');
  if (typeof jwksUri !== 'string' || !isAsSafe(jwksUri, metadataUrl)) throw unreadable();
  const listed = fieldOf(await fetchJson(jwksUri), 'keys');
  const imported = await Promise.all((Array.isArray(listed) ? listed : []).map(importKey));
  const keys = new Map(imported.flatMap((entry) => (entry === undefined ? [] : [entry])));
  if (keys.size === 0) throw unreadable();
  return keys;
}

/** The keys may be on another host, but not over a weaker connection. */
function isAsSafe(uri: string, metadataUrl: string): boolean {
  return URL.canParse(uri) && ['https:', new URL(metadataUrl).protocol].includes(new URL(uri).protocol);
}

/** A key of another kind is left out: it signs nothing for us. */
async function importKey(jwk: unknown): Promise<readonly [string, SigningKey] | undefined> {
  const [kid, n, e, endorsements] = ['kid', 'n', 'e', 'endorsements'].map((name) => fieldOf(jwk, name));
  if (typeof kid !== 'string' || typeof n !== 'string' || typeof e !== 'string') return undefined;
  const key = await importJWK({ kty: 'RSA', n, e }, 'RS256').catch(() => undefined);
  const channels = Array.isArray(endorsements) ? endorsements.filter((name) => typeof name === 'string') : [];
  return key === undefined ? undefined : [kid, { key, endorsements: channels }];
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(FETCH_WITHIN_MS) });
  if (!response.ok || response.body === null) throw unreadable();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > MAX_DOCUMENT_BYTES) throw unreadable();
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}

function fieldOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Object.getOwnPropertyDescriptor(holder, name)?.value : undefined;
}

function unreadable(): AppError {
  return new AppError('IDENTITY_KEYS_UNREADABLE', 'The identity host gave no keys that can be read.');
}

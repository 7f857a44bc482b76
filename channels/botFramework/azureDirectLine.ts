import { randomUUID } from 'node:crypto';
import type { AzureDirectLineSettings } from '../../common/botFrameworkSettings.ts';
import { AppError, errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import type { TokenGrant } from '../directLine/protocol.ts';
import type { OriginRules } from '../http/origin.ts';
import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { refusal } from '../http/route.ts';

/** Where a page gets a token of the charity's own Azure Direct Line. */
export const AZURE_TOKEN_PATH = '/api/directline/token';

/** What a page needs to speak to Azure, with the same code as to us: where, and a token good for half an hour. */
export interface AzureTokenGrant extends TokenGrant {
  /** The base of every operation, as stock clients want it. */
  readonly domain: string;
  /** Chosen here and written in the token, so that no page can pretend to be somebody else's. */
  readonly userId: string;
}

const MAX_BODY_BYTES = 1_024;
const ANSWERS_WITHIN_MS = 5_000;

/** `POST /api/directline/token`: the secret stays here, and a page of an allowed origin gets a token that ends. */
export function azureDirectLineRoutes(
  parts: { readonly settings: AzureDirectLineSettings; readonly log: Log } & OriginRules,
): readonly Route[] {
  return [
    {
      method: 'POST',
      path: AZURE_TOKEN_PATH,
      takes: 'none',
      maxBodyBytes: MAX_BODY_BYTES,
      crossOrigin: true,
      refusals: 'json',
      handle: async (request) => grant(request, parts),
    },
  ];
}

type Parts = Parameters<typeof azureDirectLineRoutes>[0];

async function grant(request: HttpRequest, parts: Parts): Promise<HttpResponse> {
  const { headers, origin } = request;
  const { allowedOrigins } = parts;
  if (headers.origin !== undefined && headers.origin !== origin && !allowedOrigins.has(headers.origin)) {
    return refusal(403, 'OriginNotAllowed', 'This origin is not on the list.');
  }
  const granted = await azureGrant(origin, parts);
  if (granted === undefined) return refusal(503, 'ServiceUnavailable', 'Try again in a moment.');
  return { status: 200, headers: { 'Cache-Control': 'no-store' }, body: granted };
}

/** Gives a token for a new conversation at Azure, to pages of `origin` and the allowed. Undefined: Azure gave none. */
export async function azureGrant(origin: string, parts: Parts): Promise<AzureTokenGrant | undefined> {
  try {
    return await askAzure(parts, [origin, ...parts.allowedOrigins]);
  } catch (error) {
    parts.log({ event: 'azure-token-failed', code: errorCode(error) });
    return undefined;
  }
}

/** Azure calls ids that begin with dl_ chosen by a server, and lets no page change them. */
async function askAzure({ settings }: Parts, trustedOrigins: readonly string[]): Promise<AzureTokenGrant> {
  const userId = `dl_${randomUUID()}`;
  const response = await fetch(`${settings.url}/v3/directline/tokens/generate`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    headers: { Authorization: `Bearer ${settings.secret}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: { id: userId }, trustedOrigins }),
  });
  const given: unknown = response.ok ? await response.json() : undefined;
  if (!isGrant(given)) throw new AppError('AZURE_TOKEN_REFUSED', 'Azure Direct Line gave no token.');
  const { conversationId, token, expires_in } = given;
  return { conversationId, token, expires_in, domain: `${settings.url}/v3/directline`, userId };
}

function isGrant(given: unknown): given is TokenGrant {
  if (typeof given !== 'object' || given === null) return false;
  const { conversationId, token, expires_in } = given as Readonly<Record<string, unknown>>;
  return typeof conversationId === 'string' && typeof token === 'string' && typeof expires_in === 'number';
}

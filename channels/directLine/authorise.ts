import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ConversationTokens } from '../conversationTokens.ts';
import type { HttpRequest, HttpResponse } from '../http/route.ts';
import { refuse } from './answers.ts';

/** Who is calling: the holder of one conversation's token, or the operator's own server, which holds the secret. */
export type Caller =
  | { readonly kind: 'token'; readonly conversationId: string; readonly userId?: string }
  | { readonly kind: 'secret' };

/** The conversation a caller may use. */
export interface Member {
  readonly conversationId: string;
  readonly userId?: string;
}

/** Either what was asked for, or the refusal to answer with. */
export type Authorised<Granted> =
  | { readonly kind: 'allowed'; readonly granted: Granted }
  | { readonly kind: 'refused'; readonly response: HttpResponse };

export interface Authoriser {
  /** Says who is calling. */
  caller(request: HttpRequest): Promise<Authorised<Caller>>;

  /** Says whether the caller may use the conversation named in the path. Tells nobody whether another one exists. */
  member(request: HttpRequest): Promise<Authorised<Member>>;

  /** Says whether the caller may have a token for a new conversation. */
  stranger(request: HttpRequest): Authorised<undefined>;
}

export interface AuthoriserOptions {
  readonly tokens: ConversationTokens;
  /** `DIRECT_LINE_SECRET`. Absent: there is none, and anyone from an allowed origin may begin a conversation. */
  readonly secret?: string;
  readonly allowedOrigins: ReadonlySet<string>;
}

const BEARER = /^Bearer +(\S+)$/i;
const CONVERSATION_ID = /^[\w-]{1,64}$/;

/** Makes the one place that decides who may do what. */
export function authoriser({ tokens, secret, allowedOrigins }: AuthoriserOptions): Authoriser {
  const isSecret = secretComparison(secret);

  async function caller({ headers }: HttpRequest): Promise<Authorised<Caller>> {
    const credential = credentialOf(headers);
    if (credential === undefined) return missingToken();
    if (isSecret(credential)) return headers.origin === undefined ? allowed({ kind: 'secret' }) : secretInBrowser();

    const outcome = await tokens.verify(credential, 'directline');
    if (outcome.kind === 'expired') return refused(403, 'TokenExpired', 'The token has expired.');
    return outcome.kind === 'valid' ? allowed({ ...outcome, kind: 'token' }) : notForThis();
  }

  async function member(request: HttpRequest): Promise<Authorised<Member>> {
    const conversationId = request.params.conversationId ?? '';
    const authorised = await caller(request);
    if (authorised.kind === 'refused') return authorised;
    const { granted } = authorised;
    if (granted.kind === 'token') return granted.conversationId === conversationId ? allowed(granted) : notForThis();
    if (CONVERSATION_ID.test(conversationId)) return allowed({ conversationId });
    return refused(400, 'BadArgument', 'The conversation id is malformed.');
  }

  function stranger({ headers, origin }: HttpRequest): Authorised<undefined> {
    if (secret === undefined) {
      return isWelcome(headers.origin, origin) ? allowed(undefined) : refused(403, 'OriginNotAllowed', 'This origin is not on the list.');
    }
    const credential = credentialOf(headers);
    if (credential === undefined) return missingToken();
    if (!isSecret(credential)) return notForThis();
    return headers.origin === undefined ? allowed(undefined) : secretInBrowser();
  }

  /** Exact, port included. Of our own address the scheme may differ: a proxy that ends TLS may not tell us so. */
  function isWelcome(origin: string | undefined, own: string): boolean {
    const withoutTls = (address: string) => address.replace(/^https:/, 'http:');
    return origin === undefined || allowedOrigins.has(origin) || withoutTls(origin) === withoutTls(own);
  }

  return { caller, member, stranger };
}

function credentialOf({ authorization }: IncomingHttpHeaders): string | undefined {
  return BEARER.exec(authorization ?? '')?.[1];
}

/** Compares digests, so that the time it takes tells nothing of the secret. */
function secretComparison(secret: string | undefined): (credential: string) => boolean {
  if (secret === undefined) return () => false;
  const expected = digest(secret);
  return (credential) => timingSafeEqual(digest(credential), expected);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function allowed<Granted>(granted: Granted): Authorised<Granted> {
  return { kind: 'allowed', granted };
}

function refused(...refusal: Parameters<typeof refuse>): Authorised<never> {
  return { kind: 'refused', response: refuse(...refusal) };
}

function missingToken(): Authorised<never> {
  return refused(401, 'MissingToken', 'Send a token: Authorization: Bearer …');
}

function notForThis(): Authorised<never> {
  return refused(403, 'BadArgument', 'The token or secret is not valid for this.');
}

function secretInBrowser(): Authorised<never> {
  return refused(403, 'SecretInBrowser', 'The secret must stay on your server. Give pages a token.');
}

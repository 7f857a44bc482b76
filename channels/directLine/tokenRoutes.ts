import type { ConversationTokens } from '../conversationTokens.ts';
import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { answer, refuse } from './answers.ts';
import type { Authoriser } from './authorise.ts';
import { DIRECT_LINE_PATH, TOKEN_LIFETIME_SECONDS } from './protocol.ts';
import type { TokenGrant } from './protocol.ts';
import { isObject } from './renderActivity.ts';

export interface TokenRouteOptions {
  readonly authoriser: Authoriser;
  readonly tokens: ConversationTokens;
  readonly newId: () => string;
}

/** What all Direct Line operations have in common. */
export const OPERATION = { crossOrigin: true, refusals: 'json' } as const;

const MAX_BODY_BYTES = 65_536;
const USER_ID = /^[\w.:@-]{1,64}$/;

/** `tokens/generate`, `tokens/refresh`, and the session id that stock clients may ask for. */
export function tokenRoutes(options: TokenRouteOptions): Route[] {
  const common = { ...OPERATION, maxBodyBytes: MAX_BODY_BYTES };
  return [
    {
      ...common,
      method: 'POST',
      path: `${DIRECT_LINE_PATH}/tokens/generate`,
      takes: 'json',
      handle: (request) => generate(request, options),
    },
    {
      ...common,
      method: 'POST',
      path: `${DIRECT_LINE_PATH}/tokens/refresh`,
      takes: 'none',
      handle: (request) => refresh(request, options),
    },
    {
      ...common,
      method: 'GET',
      path: `${DIRECT_LINE_PATH}/session/getsessionid`,
      takes: 'none',
      handle: (request) => sessionId(request, options),
    },
  ];
}

async function generate(request: HttpRequest, { authoriser, tokens, newId }: TokenRouteOptions): Promise<HttpResponse> {
  const authorised = authoriser.stranger(request);
  if (authorised.kind === 'refused') return authorised.response;
  const userId = userIdIn(request.body);
  if (userId !== undefined && !USER_ID.test(userId)) return refuse(400, 'BadArgument', 'The user id is malformed.');
  return answer(200, await grantToken(tokens, { conversationId: newId(), ...(userId !== undefined && { userId }) }));
}

/** Only while the token is good: an expired one is refused by the authoriser, and the secret needs no refreshing. */
async function refresh(request: HttpRequest, { authoriser, tokens }: TokenRouteOptions): Promise<HttpResponse> {
  const authorised = await authoriser.caller(request);
  if (authorised.kind === 'refused') return authorised.response;
  const { granted } = authorised;
  if (granted.kind === 'secret') return refuse(403, 'BadArgument', 'Only a token can be refreshed.');
  return answer(200, await grantToken(tokens, granted));
}

/** There are no sessions: sign-in, which they are for, does not exist here. Clients take the empty id for that. */
async function sessionId(request: HttpRequest, { authoriser }: TokenRouteOptions): Promise<HttpResponse> {
  const authorised = await authoriser.caller(request);
  return authorised.kind === 'refused' ? authorised.response : answer(200, { sessionId: '' });
}

/** Gives a token for one conversation, good for half an hour from now. */
export async function grantToken(
  tokens: ConversationTokens,
  { conversationId, userId }: { readonly conversationId: string; readonly userId?: string },
): Promise<TokenGrant> {
  const token = await tokens.issue({ conversationId, use: 'directline', ...(userId !== undefined && { userId }) });
  return { conversationId, token, expires_in: TOKEN_LIFETIME_SECONDS };
}

function userIdIn(body: unknown): string | undefined {
  const user = isObject(body) ? body.user : undefined;
  const id = isObject(user) ? user.id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

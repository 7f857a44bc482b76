import type { ConversationLog } from '../../common/conversationLog.ts';
import type { Log } from '../../common/log.ts';
import type { ConversationTokens } from '../conversationTokens.ts';
import { TOKEN_LIFETIME_SECONDS, type TokenGrant } from '../directLine/protocol.ts';
import { refusal, type HttpRequest, type HttpResponse, type Route } from '../http/route.ts';

const MAX_FORM_BYTES = 4_096;

/** What the script of the chat page asks besides Direct Line, by the token that the page's form holds. */
export function conversationControls(parts: {
  readonly tokens: ConversationTokens;
  readonly log: Pick<ConversationLog, 'delete'>;
  readonly report: Log;
}): readonly Route[] {
  const { tokens, log, report } = parts;

  async function holding(
    { body }: HttpRequest,
    answer: (conversationId: string) => Promise<HttpResponse>,
  ): Promise<HttpResponse> {
    const token = body instanceof URLSearchParams ? body.get('conversation') : null;
    const outcome = await tokens.verify(token ?? '', 'page');
    if (outcome.kind === 'valid') return answer(outcome.conversationId);
    return outcome.kind === 'expired'
      ? refusal(403, 'TokenExpired', 'The page is too old. Open it again.')
      : refusal(403, 'BadArgument', 'The token is not valid for this.');
  }

  return [
    // The page's token lasts a day, Direct Line's half an hour: a phone that slept carries on.
    post('/chat/token', (request) => holding(request, async (conversationId) => grant(tokens, conversationId))),
    // Counted, without who told it or of what.
    post('/useful', (request) => holding(request, async () => {
      const useful = request.body instanceof URLSearchParams ? request.body.get('useful') : null;
      report({ event: 'useful', label: useful === 'yes' ? 'yes' : 'no' });
      return { status: 204 };
    })),
    post('/end', (request) => holding(request, async (conversationId) => {
      await log.delete(conversationId);
      return { status: 204 };
    })),
  ];
}

async function grant(tokens: ConversationTokens, conversationId: string): Promise<HttpResponse> {
  const token = await tokens.issue({ conversationId, use: 'directline' });
  const body: TokenGrant = { conversationId, token, expires_in: TOKEN_LIFETIME_SECONDS };
  return { status: 200, body };
}

function post(path: string, handle: Route['handle']): Route {
  return { method: 'POST', path, takes: 'form', maxBodyBytes: MAX_FORM_BYTES, crossOrigin: false, refusals: 'json', handle };
}

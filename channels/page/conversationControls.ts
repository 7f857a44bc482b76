import type { Count } from '../../common/count.ts';
import type { ConversationLog } from '../../common/conversationLog.ts';
import type { Log } from '../../common/log.ts';
import type { ConversationTokens } from '../conversationTokens.ts';
import type { AzureDirectLineSettings } from '../../common/botFrameworkSettings.ts';
import { azureGrant } from '../botFramework/azureDirectLine.ts';
import { TOKEN_LIFETIME_SECONDS, type ChatGrant } from '../directLine/protocol.ts';
import { refusal, type HttpRequest, type HttpResponse, type Route } from '../http/route.ts';

const MAX_FORM_BYTES = 4_096;

/** What the script of the chat page asks besides Direct Line, by the token that the page's form holds. */
export function conversationControls(parts: {
  readonly tokens: ConversationTokens;
  readonly log: Pick<ConversationLog, 'delete'>;
  readonly report: Log;
  readonly count: Count;
  readonly allowedOrigins: ReadonlySet<string>;
  /** The chat goes through Azure. Absent: it stays here. */
  readonly azureDirectLine?: AzureDirectLineSettings;
}): readonly Route[] {
  const { tokens, log, report, count, allowedOrigins, azureDirectLine } = parts;

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

  /** Azure may be down for hours: then the chat stays here, and the parent is answered. */
  async function grant({ origin }: HttpRequest, conversationId: string): Promise<ChatGrant> {
    const at = azureDirectLine && { settings: azureDirectLine, log: report, allowedOrigins };
    const azure = at && await azureGrant(origin, at);
    if (azure === undefined) return ownGrant(tokens, conversationId);
    return { ...azure, endToken: await tokens.issue({ conversationId: azure.conversationId, use: 'page' }) };
  }

  return [
    // The page's token lasts a day, Direct Line's half an hour: a phone that slept carries on.
    post('/chat/token', (request) =>
      holding(request, async (conversationId) => ({ status: 200, body: await grant(request, conversationId) }))),
    // Counted, without who told it or of what.
    post('/useful', (request) => holding(request, async () => {
      const told = request.body instanceof URLSearchParams ? request.body.get('useful') : null;
      const useful = told === 'yes' ? 'yes' : 'no';
      report({ event: 'useful', label: useful });
      count(`useful ${useful}`);
      return { status: 204 };
    })),
    post('/end', (request) => holding(request, async (conversationId) => {
      await log.delete(conversationId);
      return { status: 204 };
    })),
  ];
}

async function ownGrant(tokens: ConversationTokens, conversationId: string): Promise<ChatGrant> {
  const token = await tokens.issue({ conversationId, use: 'directline' });
  return { conversationId, token, expires_in: TOKEN_LIFETIME_SECONDS };
}

function post(path: string, handle: Route['handle']): Route {
  return { method: 'POST', path, takes: 'form', maxBodyBytes: MAX_FORM_BYTES, crossOrigin: false, refusals: 'json', handle };
}

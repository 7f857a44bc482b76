import type { TurnContext } from 'botbuilder';
import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { refusal } from '../http/route.ts';
import type { ConnectorAdapter } from './connectorAdapter.ts';
import { activityProblem, type IncomingActivity } from './incomingActivity.ts';
import type { IsAllowedServiceUrl } from './serviceHosts.ts';
import { isFor, type TokenGate } from './tokenGate.ts';

/** Where Azure Bot Service posts. */
export const MESSAGES_PATH = '/api/messages';

const MAX_ACTIVITY_BYTES = 262_144;

/** The bot, as a channel is given it. */
export type TurnHandler = (context: TurnContext) => Promise<void>;

export interface MessagesRouteParts {
  readonly adapter: ConnectorAdapter;
  readonly gate: TokenGate;
  readonly isAllowed: IsAllowedServiceUrl;
  readonly handler: TurnHandler;
}

/**
 * `/api/messages`. Who is not Microsoft gets 401, who is but asks for something else 403, and neither is told why.
 * 503 while it cannot be known, because the identity host has not answered since the start.
 */
export function messagesRoute(parts: MessagesRouteParts): Route {
  return {
    method: 'POST',
    path: MESSAGES_PATH,
    takes: 'json',
    maxBodyBytes: MAX_ACTIVITY_BYTES,
    crossOrigin: false,
    refusals: 'json',
    handle: (request) => take(request, parts),
  };
}

async function take(request: HttpRequest, parts: MessagesRouteParts): Promise<HttpResponse> {
  const outcome = await parts.gate.verify(request.headers.authorization);
  if (outcome.kind === 'unavailable') return refusal(503, 'ServiceUnavailable', 'Try again in a moment.');
  if (outcome.kind === 'refused') return refusal(401, 'Unauthorized', 'Not authorised.');
  const { body } = request;
  const problem = activityProblem(body);
  if (problem !== undefined) return problem;
  const activity = body as IncomingActivity;
  if (!isFor(outcome.claims, activity) || !parts.isAllowed(activity.serviceUrl)) {
    return refusal(403, 'Forbidden', 'Not allowed.');
  }
  return process(request, activity, parts);
}

/** Gives CloudAdapter the request and response objects it wants, so that the door's own limits stay before it. */
async function process(
  { headers, method }: HttpRequest,
  activity: IncomingActivity,
  { adapter, handler }: MessagesRouteParts,
): Promise<HttpResponse> {
  let status = 200;
  let answer: unknown;
  const response = {
    socket: undefined,
    header: (): void => undefined,
    status: (code: number): void => void (status = code),
    send: (sent: unknown): void => void (answer = sent),
    end: (): void => undefined,
  };
  await adapter.process({ body: { ...activity }, headers: { ...headers }, method }, response, handler);
  if (status >= 400 && status !== 501) return refusal(status, status === 401 ? 'Unauthorized' : 'ServiceError', 'Not taken.');
  return { status, ...(typeof answer === 'object' && answer !== null ? { body: answer } : {}) };
}

import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { refusal } from '../http/route.ts';
import type { ConnectorAdapter, TurnHandler } from './connectorAdapter.ts';
import { activityProblem, type IncomingActivity } from './incomingActivity.ts';
import type { IsAllowedServiceUrl } from './serviceHosts.ts';
import { isFor, type TokenGate } from './tokenGate.ts';

/** Where Azure Bot Service posts. */
export const MESSAGES_PATH = '/api/messages';

const MAX_ACTIVITY_BYTES = 262_144;

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
  const answer = await parts.adapter.take(activity, parts.handler);
  return { status: answer?.status ?? 200, ...(isObject(answer?.body) ? { body: answer.body } : {}) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

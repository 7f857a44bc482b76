import type { IncomingMessage } from 'node:http';
import { errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import { readBody } from './body.ts';
import { methodRefusal, pathOf, queryOf } from './entrance.ts';
import { crossOriginHeaders, isAllowedOrigin, isForeignWrite, preflightHeaders, requestOrigin } from './origin.ts';
import type { OriginRules } from './origin.ts';
import type { RefusalShape } from './refusalShape.ts';
import type { Exchange } from './requestsInProgress.ts';
import { send } from './respond.ts';
import { refusal } from './route.ts';
import type { HttpResponse, Route } from './route.ts';

/** Named parts of an address, decoded. */
export type Params = Readonly<Record<string, string>>;

/** What answering needs to know of the house. */
export interface DispatchParts {
  readonly rules: OriginRules;
  readonly shape: RefusalShape;
  readonly log: Log;
  /** Headers for every answer of this moment, such as `connection: close` while closing. */
  readonly extraHeaders: () => Readonly<Record<string, string>>;
}

/**
 * Answers requests to one address with the routes that share it. Never rejects: a handler that throws becomes a 500
 * in its route's shape and a code in the log.
 */
export function addressDispatcher(routes: readonly Route[], parts: DispatchParts) {
  const methods = allowedMethods(routes);

  return async (exchange: Exchange, params: Params): Promise<void> => {
    const { request } = exchange;
    if (request.method === 'OPTIONS') {
      send(exchange, optionsResponse(request, routes, methods, parts.rules), parts.extraHeaders());
      return;
    }
    const wanted = request.method === 'HEAD' ? 'GET' : request.method;
    const route = routes.find(({ method }) => method === wanted);
    if (route !== undefined) await answer(exchange, route, params, parts);
    else send(exchange, parts.shape(request, methodRefusal(methods), routes[0]), parts.extraHeaders());
  };
}

async function answer(exchange: Exchange, route: Route, params: Params, parts: DispatchParts): Promise<void> {
  const { request } = exchange;
  const headers = { ...parts.extraHeaders(), ...(route.crossOrigin ? crossOriginHeaders(request, parts.rules) : {}) };
  try {
    const response = await responseOf(exchange, route, params, parts);
    if (response !== undefined) send(exchange, response, { ...headers, ...parts.extraHeaders() });
  } catch (error) {
    parts.log({ event: 'http-fault', code: errorCode(error), status: 500, label: route.path });
    const fault = refusal(500, 'ServiceError', 'Something went wrong here.');
    send(exchange, parts.shape(request, fault, route), headers);
  }
}

/** The response, or undefined when the caller has gone. */
async function responseOf(
  { request, response }: Exchange,
  route: Route,
  params: Params,
  { rules, shape }: DispatchParts,
): Promise<HttpResponse | undefined> {
  if (isForeignWrite(request, route, rules)) {
    return shape(request, refusal(403, 'Forbidden', 'Pages of other sites may not send to this address.'), route);
  }
  const outcome = await readBody(request, response, route);
  if (outcome.kind === 'gone') return undefined;
  if (outcome.kind === 'refused') return shape(request, outcome.refusal, route);
  return route.handle({
    method: request.method ?? '',
    path: pathOf(request),
    params,
    query: queryOf(request),
    headers: request.headers,
    origin: requestOrigin(request, rules.publicUrl),
    body: outcome.body,
  });
}

function optionsResponse(
  request: IncomingMessage,
  routes: readonly Route[],
  methods: readonly string[],
  rules: OriginRules,
): HttpResponse {
  const shared = routes.filter(({ crossOrigin }) => crossOrigin);
  const allow = { allow: methods.join(', ') };
  if (shared.length === 0) return { status: 204, headers: allow };
  const isPreflight = request.headers.origin !== undefined && isAllowedOrigin(request, rules);
  const preflight = isPreflight ? preflightHeaders(allowedMethods(shared)) : {};
  return { status: 204, headers: { ...allow, ...crossOriginHeaders(request, rules), ...preflight } };
}

function allowedMethods(routes: readonly Route[]): readonly string[] {
  const methods = new Set(routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));
  return [...methods, 'OPTIONS'];
}

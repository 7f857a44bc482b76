import type { IncomingMessage } from 'node:http';
import { isWellEncoded } from './body.ts';
import { MAX_HEADER_LINES } from './limits.ts';
import { refusal } from './route.ts';
import type { HttpResponse } from './route.ts';

/** Methods the router is asked about. Everything else is refused before it. */
export const KNOWN_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const METHODS: ReadonlySet<string | undefined> = new Set(KNOWN_METHODS);
const HOST = /^(?:(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/** Dot segments, plain or encoded, empty segments and backslashes: ways to write an address that look like another. */
const DEVIOUS_PATH = /\/\/|\\|\/(?:\.|%2e){1,2}(?:\/|$)|%5c|%00/i;

/** Refuses what no route should ever see, before the router looks at it. Undefined: come in. */
export function entranceRefusal(request: IncomingMessage): HttpResponse | undefined {
  const path = pathOf(request);
  if (request.rawHeaders.length > MAX_HEADER_LINES * 2) {
    return refusal(431, 'TooManyHeaders', `A request may have at most ${MAX_HEADER_LINES} headers.`);
  }
  if (!METHODS.has(request.method)) return methodRefusal(KNOWN_METHODS);
  if (!hasUsableHost(request)) return refusal(400, 'BadArgument', 'One valid Host header is needed.');
  if (!path.startsWith('/')) return refusal(400, 'BadArgument', 'The address must start with a slash.');
  if (!isWellEncoded(path)) return refusal(400, 'BadArgument', 'The address is not valid percent-encoded UTF-8.');
  return DEVIOUS_PATH.test(path) ? notFound() : undefined;
}

/** The address asked for, still encoded, without query and fragment. */
export function pathOf({ url = '' }: IncomingMessage): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

/** The query of the address asked for. Empty when there is none. */
export function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start + 1).split('#', 1)[0]);
}

/** 404 in the shape of JSON refusals. */
export function notFound(): HttpResponse {
  return refusal(404, 'NotFound', 'There is nothing at this address.');
}

/** 405 that names the methods there are. */
export function methodRefusal(allowed: readonly string[]): HttpResponse {
  const refused = refusal(405, 'MethodNotAllowed', 'This address does not take this method.');
  return { ...refused, headers: { allow: allowed.join(', ') } };
}

// The router builds a URL from the Host header and dies of one that is no host, so each is tried here first.
function hasUsableHost({ headers, headersDistinct }: IncomingMessage): boolean {
  const { host } = headers;
  return host !== undefined && headersDistinct.host?.length === 1 && HOST.test(host) && URL.canParse(`http://${host}`);
}

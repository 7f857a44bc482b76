import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBody } from './body.ts';
import { LINGER_MS } from './limits.ts';
import type { HttpResponse } from './route.ts';

/** On every answer. A route may set its own value for any of them. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Sends an answer: our headers, then `extra`, then the route's own, the later winning.
 *
 * When the caller's body was not read to its end, the connection is closed after the answer. It stays open,
 * unread, for a moment, because a caller still sending would otherwise meet a reset instead of the reason.
 *
 * @throws when the body cannot be written as JSON or a header holds what headers may not; then nothing was sent.
 */
export function send(
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  answer: HttpResponse,
  extra: Readonly<Record<string, string>>,
): void {
  const { type, bytes } = serialised(answer);
  const cut = hasBody(request) && !request.complete;
  response.writeHead(answer.status, {
    ...SECURITY_HEADERS,
    ...type,
    ...extra,
    ...lowerCased(answer.headers ?? {}),
    ...(answer.status === 204 || answer.status === 304 ? {} : { 'content-length': String(bytes.length) }),
    ...(cut ? { connection: 'close' } : {}),
  });
  if (!cut) {
    // An empty body would cost a second piece to write.
    if (bytes.length === 0) response.end();
    else response.end(bytes);
    return;
  }
  request.pause();
  response.write(bytes);
  const timer = setTimeout(() => response.end(), LINGER_MS);
  response.once('close', () => clearTimeout(timer));
}

function serialised({ body }: HttpResponse): { type: Record<string, string>; bytes: Buffer } {
  if (body === undefined) return { type: {}, bytes: Buffer.alloc(0) };
  if (body instanceof Uint8Array) return { type: {}, bytes: Buffer.from(body) };
  if (typeof body === 'string') return { type: { 'content-type': 'text/plain; charset=utf-8' }, bytes: Buffer.from(body) };
  return { type: { 'content-type': 'application/json; charset=utf-8' }, bytes: Buffer.from(JSON.stringify(body)) };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

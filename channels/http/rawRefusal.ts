import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { SECURITY_HEADERS } from './respond.ts';
import { refusal } from './route.ts';
import type { HttpResponse } from './route.ts';

/** Writes a refusal where no response object exists (a broken request, a WebSocket request), and closes. */
export function refuseOnSocket(socket: Duplex, { status, headers, body }: HttpResponse): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const json = JSON.stringify(body);
  const lines = Object.entries({
    ...SECURITY_HEADERS,
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(json)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines].join('\r\n');
  socket.end(`${head}\r\n\r\n${json}`, () => socket.destroy());
}

/** The refusal for a request that could not be read. Undefined: the caller is gone and needs none. */
export function refusalForUnreadable(code: string): HttpResponse | undefined {
  switch (code) {
    case 'ECONNRESET':
    case 'EPIPE':
      return undefined;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refusal(408, 'RequestTimeout', 'The request did not arrive in time.');
    case 'HPE_HEADER_OVERFLOW':
      return refusal(431, 'TooManyHeaders', 'The headers are too large.');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return refusal(413, 'MessageSizeTooBig', 'The chunk extensions are too large.');
    default:
      return refusal(400, 'BadArgument', 'The request is not valid HTTP.');
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson } from './json.ts';
import { refusal } from './route.ts';
import type { HttpResponse, Route } from './route.ts';

/** Most fields of a form. The chat page sends four. */
const MAX_FORM_FIELDS = 200;

const MEDIA_TYPES: Readonly<Record<'json' | 'form', string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
};

// A byte order mark is kept, so that it fails as the stray character it is.
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What became of a request's body. `gone`: the caller hung up, or was cut for slowness; nobody waits for an answer. */
export type BodyOutcome =
  | { readonly kind: 'body'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly refusal: HttpResponse }
  | { readonly kind: 'gone' };

type Bytes = { readonly kind: 'bytes'; readonly bytes: Buffer } | Exclude<BodyOutcome, { kind: 'body' }>;

/**
 * Reads a body as the route takes it: a JSON value, URLSearchParams, or undefined. An empty body is always undefined.
 *
 * Nothing is ever decompressed, written to disk or read beyond the route's limit. What the headers already
 * give away is refused before a byte of the body is read.
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  route: Pick<Route, 'takes' | 'maxBodyBytes'>,
): Promise<BodyOutcome> {
  const refused = refusedByHeaders(request, route);
  if (refused !== undefined) return { kind: 'refused', refusal: refused };
  if (!hasBody(request)) return { kind: 'body', body: undefined };

  if (request.headers.expect !== undefined) response.writeContinue();
  const read = await readBytes(request, route.maxBodyBytes, route.takes !== 'none');
  if (read.kind !== 'bytes') return read;
  if (route.takes === 'none' || read.bytes.length === 0) return { kind: 'body', body: undefined };
  return parse(read.bytes, route.takes);
}

/** Whether the headers announce a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function refusedByHeaders(
  request: IncomingMessage,
  { takes, maxBodyBytes }: Pick<Route, 'takes' | 'maxBodyBytes'>,
): HttpResponse | undefined {
  const { headers } = request;
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    return refusal(415, 'UnsupportedMediaType', 'Bodies must be sent without Content-Encoding.');
  }
  if (Number(headers['content-length'] ?? 0) > maxBodyBytes) return tooBig(maxBodyBytes);
  if (takes === 'none' || !hasBody(request) || isMediaType(headers['content-type'] ?? '', takes)) return undefined;
  return refusal(415, 'UnsupportedMediaType', `The body must be ${MEDIA_TYPES[takes]} in UTF-8.`);
}

function isMediaType(contentType: string, takes: 'json' | 'form'): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((parameter) => parameter.startsWith('charset'));
  return type === MEDIA_TYPES[takes] && charsets.every((charset) => /^charset="?utf-?8"?$/.test(charset));
}

function tooBig(maxBodyBytes: number): HttpResponse {
  return refusal(413, 'MessageSizeTooBig', `The body is larger than ${maxBodyBytes} bytes.`);
}

/** Resolves on the end, on the first byte too many (the rest stays unread), or when the caller goes. */
function readBytes(request: IncomingMessage, maxBytes: number, keep: boolean): Promise<Bytes> {
  const { promise, resolve } = Promise.withResolvers<Bytes>();
  const chunks: Buffer[] = [];
  let total = 0;
  request.on('data', (chunk: Buffer) => {
    total += chunk.length;
    if (total <= maxBytes) {
      if (keep) chunks.push(chunk);
      return;
    }
    request.removeAllListeners('data').pause();
    resolve({ kind: 'refused', refusal: tooBig(maxBytes) });
  });
  request.once('end', () => resolve({ kind: 'bytes', bytes: Buffer.concat(chunks) }));
  request.once('error', () => resolve({ kind: 'gone' }));
  request.once('close', () => resolve({ kind: 'gone' }));
  return promise;
}

function parse(bytes: Buffer, takes: 'json' | 'form'): BodyOutcome {
  const text = decoded(bytes);
  if (text === undefined) return bad('The body is not valid UTF-8.');
  if (takes === 'form') return parseForm(text);
  const parsed = parseJson(text);
  return parsed.kind === 'value' ? { kind: 'body', body: parsed.value } : bad(parsed.because);
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function parseForm(text: string): BodyOutcome {
  if (text.split('&', MAX_FORM_FIELDS + 1).length > MAX_FORM_FIELDS) {
    return bad(`The form has more than ${MAX_FORM_FIELDS} fields.`);
  }
  return isWellEncoded(text) ? { kind: 'body', body: new URLSearchParams(text) } : bad('The form is not valid UTF-8.');
}

/** Whether every %-sequence is whole and, decoded, valid UTF-8. */
export function isWellEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function bad(message: string): BodyOutcome {
  return { kind: 'refused', refusal: refusal(400, 'BadArgument', message) };
}

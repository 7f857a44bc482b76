import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** A request that has passed the door: its body is whole, within the limit, and of the type the route takes. */
export interface HttpRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Parts of the path named in the route, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Scheme and host the client used, such as `https://bot.example.org`: the operator's setting, else the Host header. */
  readonly origin: string;
  /** JSON routes: the parsed value. Form routes: URLSearchParams. Others: undefined. */
  readonly body: unknown;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; a string or bytes as they are, with the Content-Type of `headers`. Absent: no body. */
  readonly body?: object | string;
}

/** One address the program answers at. The full list is `routes` in `index.ts`; nothing else exists. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As restify writes it: `/v3/directline/conversations/:conversationId/activities`. */
  readonly path: string;
  /** What kind of body is accepted; anything else gets 415. `none`: a body is read and thrown away. */
  readonly takes: 'json' | 'form' | 'none';
  /** Most bytes a body may have; beyond: 413. */
  readonly maxBodyBytes: number;
  /** Whether browsers on other allowed origins may call it. */
  readonly crossOrigin: boolean;
  /** What a refusal looks like to this route's callers. */
  readonly refusals: 'json' | 'page';
  handle(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
}

/** An address that speaks WebSocket. Takes the socket over or destroys it. */
export interface UpgradeRoute {
  /** With one named part: `/v3/directline/conversations/:conversationId/stream`. */
  readonly path: string;
  handle(request: UpgradeRequest): void;
}

export interface UpgradeRequest {
  readonly incoming: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

/** A refusal in Direct Line's shape. `code` is stable and listed in docs/errors.md; `message` is for developers. */
export function refusal(status: number, code: string, message: string): HttpResponse {
  return { status, body: { error: { code, message } } };
}

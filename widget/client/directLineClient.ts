import { DIRECT_LINE_PATH, type ActivitySet, type ConversationGrant, type PostedMessage, type TokenGrant } from '../../channels/directLine/protocol.ts';
import { pauseMs, waitFor, type Waking } from './waiting.ts';

/** What became of a posted message. `refused`: it will be refused again. */
export type Posted =
  | { readonly kind: 'taken'; readonly activityId: string }
  | { readonly kind: 'refused' };

/** A conversation over Direct Line that outlives lost sockets, expired tokens, and servers that restart. */
export interface DirectLineClient {
  /** Posts once. Rejects when nobody answered: post the same message again. */
  post(message: PostedMessage): Promise<Posted>;
  /** Fetches what came since, for where no socket is open. Rejects when nobody answered. */
  poll(): Promise<void>;
  /** Ends it for good. */
  close(): void;
}

export interface DirectLineClientOptions {
  /** Scheme and host of the server. */
  readonly origin: string;
  /** Gives a token. Asked again in good time before it expires, and whenever the server refuses it. */
  readonly grant: () => Promise<TokenGrant>;
  readonly onActivities: (set: ActivitySet) => void;
  /** Told at every sign of the server, and at every failure to reach it. */
  readonly onReachable: (isReachable: boolean) => void;
  /** Ends a pause early, such as when the network is back. */
  readonly waking: Waking;
  /** Absent: the platform's. */
  readonly WebSocket?: typeof globalThis.WebSocket;
}

/** A phone on a slow network needs this long. */
const REQUEST_WITHIN_MS = 10_000;
/** A proxy that swallows WebSockets says nothing: this long, then polling has to do for a while. */
const OPEN_WITHIN_MS = 4_000;
/** The server gives a sign of life every 30 s. Two missed: the line is dead. */
const SILENT_FOR_MS = 65_000;
/** While sockets do not come through, one is tried this often. */
const TRY_SOCKET_EVERY_MS = 60_000;
const REFUSED_FOR_GOOD = new Set([400, 413, 415]);
const UNAUTHORISED = new Set([401, 403]);

export function directLineClient(options: DirectLineClientOptions): DirectLineClient {
  const { origin, onActivities, onReachable, waking } = options;
  const closing = new AbortController();
  let held: { readonly grant: TokenGrant; readonly renewAt: number } | undefined;
  let watermark: string | undefined;
  let socketsFailed = 0;

  async function granted(): Promise<TokenGrant> {
    if (held !== undefined && Date.now() < held.renewAt) return held.grant;
    const grant = await options.grant();
    held = { grant, renewAt: Date.now() + (grant.expires_in * 1000) / 2 };
    return grant;
  }

  async function call(path: string, body?: object): Promise<Response> {
    const { conversationId, token } = await granted();
    const response = await fetch(`${origin}${DIRECT_LINE_PATH}/conversations/${conversationId}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(REQUEST_WITHIN_MS)]),
      credentials: 'omit',
    });
    if (UNAUTHORISED.has(response.status)) held = undefined;
    return response;
  }

  /** Asks, and once more with a fresh token if the first was refused. Rejects unless the server did what was asked. */
  async function ask(path: string, body?: object): Promise<Response> {
    try {
      const first = await call(path, body);
      const response = UNAUTHORISED.has(first.status) ? await call(path, body) : first;
      if (!response.ok && !REFUSED_FOR_GOOD.has(response.status)) throw new Error(`status ${response.status}`);
      onReachable(true);
      return response;
    } catch (error) {
      if (!closing.signal.aborted) onReachable(false);
      throw error;
    }
  }

  function take(set: ActivitySet): void {
    watermark = set.watermark;
    onActivities(set);
  }

  const query = (): string => (watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`);

  async function poll(): Promise<void> {
    const response = await ask(`/activities${query()}`);
    if (response.ok) take((await response.json()) as ActivitySet);
  }

  /** Opens a socket and resolves when it has ended. */
  async function stream(): Promise<void> {
    const response = await ask(query());
    const { streamUrl } = (await response.json()) as ConversationGrant;
    const wasOpen = await listen(streamOn(origin, streamUrl));
    socketsFailed = wasOpen ? 0 : socketsFailed + 1;
  }

  function listen(url: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const Socket = options.WebSocket ?? WebSocket;
    const socket = new Socket(url);
    let isOpen = false;
    let timer = setTimeout(() => socket.close(), OPEN_WITHIN_MS);
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => end(), SILENT_FOR_MS);
      onReachable(true);
    };
    const end = (): void => {
      clearTimeout(timer);
      socket.close();
      resolve(isOpen);
    };
    socket.onopen = () => {
      isOpen = true;
      alive();
    };
    socket.onmessage = ({ data }) => {
      alive();
      const set = activitySetIn(data);
      if (set !== undefined) take(set);
    };
    socket.onclose = end;
    closing.signal.addEventListener('abort', end);
    return promise;
  }

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted) {
      await stream().catch(() => undefined);
      await waitFor(socketsFailed < 2 ? pauseMs() : TRY_SOCKET_EVERY_MS, waking);
    }
  }

  void keepListening();
  return {
    async post(message) {
      const response = await ask('/activities', message);
      if (!response.ok) return { kind: 'refused' };
      const { id } = (await response.json()) as { readonly id: string };
      return { kind: 'taken', activityId: id };
    },
    poll,
    close: () => closing.abort(),
  };
}

/** The stream at the address this page came from: a server behind a proxy may not know its own scheme. */
function streamOn(origin: string, streamUrl: string): string {
  const { pathname, search } = new URL(streamUrl);
  return `${origin.replace(/^http/, 'ws')}${pathname}${search}`;
}

/** A frame that is no set of activities is a sign of life, or a proxy's own words. */
function activitySetIn(data: unknown): ActivitySet | undefined {
  if (typeof data !== 'string' || !data.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(data) as Partial<ActivitySet>;
    return Array.isArray(value.activities) && typeof value.watermark === 'string' ? (value as ActivitySet) : undefined;
  } catch {
    return undefined;
  }
}

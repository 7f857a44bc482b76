import { DIRECT_LINE_PATH, type ActivitySet, type ChatGrant, type ConversationGrant, type PostedMessage } from '../../channels/directLine/protocol.ts';
import { GONE, grants, REQUEST_WITHIN_MS } from './grants.ts';
import { listen } from './socket.ts';
import { pauseMs, waitFor, type Waking } from './waiting.ts';
import { within } from './within.ts';

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
  readonly grant: () => Promise<ChatGrant>;
  readonly onActivities: (set: ActivitySet) => void;
  /** Told at every sign of the server, and at every failure to reach it. */
  readonly onReachable: (isReachable: boolean) => void;
  /** Told when the conversation could not be carried on and another took its place. */
  readonly onAnother: () => void;
  /** Ends a pause early, such as when the network is back. */
  readonly waking: Waking;
  /** Absent: the platform's. */
  readonly WebSocket?: typeof globalThis.WebSocket;
}

/** While sockets do not come through, one is tried this often. */
const TRY_SOCKET_EVERY_MS = 60_000;
const REFUSED_FOR_GOOD = new Set([400, 413, 415]);

export function directLineClient(options: DirectLineClientOptions): DirectLineClient {
  const { origin, onActivities, onReachable, waking } = options;
  const closing = new AbortController();
  let conversation = new AbortController();
  let watermark: string | undefined;
  let socketsFailed = 0;
  /** Opened already: each stream address is good once. */
  let begunWith: string | undefined;
  const granted = grants({
    fresh: options.grant,
    onAnother() {
      watermark = undefined;
      conversation.abort();
      conversation = new AbortController();
      options.onAnother();
    },
    signal: closing.signal,
  });

  async function call(path: string, message?: PostedMessage): Promise<Response> {
    const { conversationId, token, userId, domain = origin + DIRECT_LINE_PATH } = await granted.get();
    const from = userId === undefined ? {} : { from: { id: userId } };
    const response = await fetch(`${domain}/conversations/${conversationId}${path}`, {
      method: message === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}`, ...(message === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(message === undefined ? {} : { body: JSON.stringify({ ...message, ...from }) }),
      signal: within(REQUEST_WITHIN_MS, closing.signal),
      credentials: 'omit',
    });
    if (GONE.has(response.status)) granted.forget();
    return response;
  }

  /** Does what needs the server, and tells whether it was there. */
  async function reach<T>(work: () => Promise<T>): Promise<T> {
    try {
      const done = await work();
      onReachable(true);
      return done;
    } catch (error) {
      if (!closing.signal.aborted) onReachable(false);
      throw error;
    }
  }

  /** Asks, and once more with a fresh token if the first was refused. Rejects unless the server did what was asked. */
  async function ask(path: string, message?: PostedMessage): Promise<Response> {
    return reach(async () => {
      const first = await call(path, message);
      const response = GONE.has(first.status) ? await call(path, message) : first;
      if (!response.ok && !REFUSED_FOR_GOOD.has(response.status)) throw new Error(`status ${response.status}`);
      return response;
    });
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
    const { domain, streamUrl: first } = await reach(granted.get);
    const { signal } = conversation;
    const streamUrl = first === undefined || first === begunWith ? await resumed() : first;
    begunWith = first;
    socketsFailed += 1;
    const wasOpen = await listen(domain === undefined ? streamOn(origin, streamUrl) : streamUrl, {
      WebSocket: options.WebSocket ?? WebSocket,
      onActivities: take,
      onAlive: () => onReachable(true),
      signal,
    });
    if (wasOpen) socketsFailed = 0;
  }

  async function resumed(): Promise<string> {
    const response = await ask(query());
    return ((await response.json()) as ConversationGrant).streamUrl;
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
    close() {
      closing.abort();
      conversation.abort();
    },
  };
}

/** The stream at the address this page came from: a server behind a proxy may not know its own scheme. */
function streamOn(origin: string, streamUrl: string): string {
  const { pathname, search } = new URL(streamUrl);
  return `${origin.replace(/^http/, 'ws')}${pathname}${search}`;
}

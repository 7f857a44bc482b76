import { once } from 'node:events';
import { WebSocket } from 'ws';

/** An answer of the server under test. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Grant {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
}

export interface SeenActivity {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly id: string };
  readonly replyToId?: string;
  readonly channelData?: { readonly clientActivityID?: string };
}

export interface SeenSet {
  readonly activities: readonly SeenActivity[];
  readonly watermark: string;
}

/** Speaks Direct Line 3.0 to one address, and takes nothing for granted. */
export interface Line {
  call(method: string, path: string, given?: { readonly token?: string; readonly body?: unknown }): Promise<Answer>;
  /** Begins a conversation. */
  begin(): Promise<Grant>;
  /** Posts a message, which must be acknowledged, and gives its id. */
  post(grant: Grant, text: string, clientActivityID?: string): Promise<string>;
  poll(grant: Grant, watermark?: string): Promise<SeenSet>;
  /** Polls until what has come fits. */
  pollUntil(grant: Grant, fits: (activities: readonly SeenActivity[]) => boolean): Promise<SeenSet>;
  /** Opens the stream and collects its frames. */
  stream(streamUrl: string): Promise<Stream>;
}

export interface Stream {
  readonly frames: SeenSet[];
  readonly socket: WebSocket;
  until(fits: (activities: readonly SeenActivity[]) => boolean): Promise<void>;
}

/** A bot answers within this, as Direct Line asks of it. */
const ANSWERS_WITHIN_MS = 15_000;

/** `secret`: where the server asks for one before it gives a token. */
export function lineTo(address: string, secret?: string): Line {
  const call: Line['call'] = async (method, path, { token, body } = {}) => {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
  };
  const poll: Line['poll'] = async ({ conversationId, token }, watermark) => {
    const query = watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`;
    const { status, body } = await call('GET', `/conversations/${conversationId}/activities${query}`, { token });
    if (status !== 200) throw new Error(`Polling answered ${status}.`);
    return body as unknown as SeenSet;
  };
  return {
    call,
    poll,
    async begin() {
      const generated = await call('POST', '/tokens/generate', { ...(secret === undefined ? {} : { token: secret }), body: {} });
      const started = await call('POST', '/conversations', { token: String(generated.body['token']), body: {} });
      return started.body as unknown as Grant;
    },
    async post({ conversationId, token }, text, clientActivityID) {
      const channelData = clientActivityID === undefined ? {} : { channelData: { clientActivityID } };
      const body = { type: 'message', from: { id: 'parent' }, text, ...channelData };
      const { status, body: answer } = await call('POST', `/conversations/${conversationId}/activities`, { token, body });
      if (status !== 200) throw new Error(`Posting answered ${status}.`);
      return String(answer['id']);
    },
    async pollUntil(grant, fits) {
      return within(async () => {
        const set = await poll(grant);
        return fits(set.activities) ? set : undefined;
      });
    },
    async stream(streamUrl) {
      const socket = new WebSocket(streamUrl);
      const frames: SeenSet[] = [];
      socket.on('message', (data: Buffer) => {
        const frame = data.toString('utf8');
        if (frame !== '') frames.push(JSON.parse(frame) as SeenSet);
      });
      await once(socket, 'open');
      const until: Stream['until'] = async (fits) => {
        await within(async () => (fits(frames.flatMap(({ activities }) => activities)) ? true : undefined));
      };
      return { frames, socket, until };
    },
  };
}

async function within<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + ANSWERS_WITHIN_MS;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('What was waited for did not come.');
}

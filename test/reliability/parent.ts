import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { ActivitySet, ConversationGrant, DirectLineActivity, TokenGrant } from '../../channels/directLine/protocol.ts';

const DIRECT_LINE = '/v3/directline';

/** How long a message is sent again and again, and replies are waited for. */
const PATIENCE_MS = 120_000;
const AGAIN_AFTER_MS = 25;
const REQUEST_TIMEOUT_MS = 5000;

/** Where to send the next request: any instance will do. */
export type Anywhere = () => string;

/**
 * A parent with a stubborn client: sends a message again, with the same id, until it is acknowledged, and comes back
 * with its watermark when its socket ends.
 */
export class Parent {
  readonly #anywhere: Anywhere;
  #token = '';
  #socket: WebSocket | undefined;
  #watermark: string | undefined;
  #isLeaving = false;
  conversationId = '';
  /** Every activity that came over a socket, in the order it came, those sent twice by their id once. */
  readonly seen = new Map<string, DirectLineActivity>();
  /** Messages that were acknowledged, in order. */
  readonly acknowledged: string[] = [];
  /** Attempts that were not. */
  failures = 0;
  /** What became of them: statuses, or `unreachable`. */
  readonly failed = new Set<string>();

  constructor(anywhere: Anywhere) {
    this.#anywhere = anywhere;
  }

  /** Begins a conversation. */
  async begin(): Promise<this> {
    const { token } = await this.#call<TokenGrant>('POST', '/tokens/generate', {});
    this.#token = token;
    this.conversationId = (await this.#call<ConversationGrant>('POST', '/conversations', {})).conversationId;
    return this;
  }

  /** The same parent with a second client, which asks elsewhere. */
  sameConversationAt(anywhere: Anywhere): Parent {
    const other = new Parent(anywhere);
    other.#token = this.#token;
    other.conversationId = this.conversationId;
    return other;
  }

  /** Whose conversation it is, for requests of another kind. */
  address(): { readonly token: string; readonly conversationId: string } {
    return { token: this.#token, conversationId: this.conversationId };
  }

  /** An address at which a socket can be opened once. */
  async streamUrl(): Promise<string> {
    return (await this.#call<ConversationGrant>('GET', `/conversations/${this.conversationId}`)).streamUrl;
  }

  /** Opens a socket, and again each time it ends, until `leave`. */
  async listen(): Promise<this> {
    const watermark = this.#watermark === undefined ? '' : `?watermark=${this.#watermark}`;
    const { streamUrl } = await this.#call<ConversationGrant>('GET', `/conversations/${this.conversationId}${watermark}`);
    const socket = new WebSocket(streamUrl);
    this.#socket = socket;
    socket.on('message', (data) => this.#hear(data instanceof Buffer ? data.toString('utf8') : ''));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (!this.#isLeaving) setTimeout(() => void this.listen().catch(() => (this.failures += 1)), AGAIN_AFTER_MS);
    });
    return this;
  }

  /** Sends until acknowledged, and gives the id of the echo. */
  async send(id: string, text: string): Promise<string> {
    const body = { type: 'message', from: { id: 'parent' }, text, channelData: { clientActivityID: id } };
    const answer = await this.#call<{ readonly id: string }>('POST', `/conversations/${this.conversationId}/activities`, body);
    this.acknowledged.push(id);
    return answer.id;
  }

  /** Sends a message that was acknowledged once more, as an impatient client does. */
  async sendAgain(id: string, text: string): Promise<void> {
    await this.send(id, text);
    this.acknowledged.pop();
  }

  /** Everything in the log after the watermark given; without one, everything. */
  async read(watermark?: string): Promise<readonly DirectLineActivity[]> {
    return (await this.poll(watermark)).activities;
  }

  /** As `read`, with the watermark. */
  async poll(watermark?: string): Promise<ActivitySet> {
    const query = watermark === undefined ? '' : `?watermark=${watermark}`;
    return this.#call<ActivitySet>('GET', `/conversations/${this.conversationId}/activities${query}`);
  }

  /** Waits until what came over the socket fits. */
  async until(fits: (seen: readonly DirectLineActivity[]) => boolean): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!fits([...this.seen.values()])) {
      if (performance.now() > end) throw new Error('What was waited for did not come.');
      await wait(5);
    }
  }

  leave(): void {
    this.#isLeaving = true;
    this.#socket?.terminate();
  }

  #hear(frame: string): void {
    if (frame === '') return;
    const { activities, watermark } = JSON.parse(frame) as ActivitySet;
    this.#watermark = watermark;
    for (const activity of activities) if (!this.seen.has(activity.id)) this.seen.set(activity.id, activity);
  }

  async #call<Body>(method: string, path: string, body?: object): Promise<Body> {
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end) {
      const answer = await attempt(`${this.#anywhere()}${DIRECT_LINE}${path}`, { method, token: this.#token, body });
      if (typeof answer === 'object') return answer.body as Body;
      this.failed.add(answer);
      this.failures += 1;
      await wait(AGAIN_AFTER_MS);
    }
    throw new Error(`${method} ${path.replaceAll(/[\w-]{22}/g, '…')} was not answered in time.`);
  }
}

interface Sent {
  readonly method: string;
  readonly token: string;
  readonly body: object | undefined;
}

/** A text: not acknowledged, whatever may have been done. */
async function attempt(address: string, { method, token, body }: Sent): Promise<{ readonly body: unknown } | string> {
  try {
    const response = await fetch(address, {
      method,
      headers: {
        ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    return response.ok ? { body: (await response.json()) as unknown } : `${response.status}`;
  } catch {
    return 'unreachable';
  }
}


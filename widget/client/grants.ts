import type { ChatGrant, ConversationGrant, TokenGrant } from '../../channels/directLine/protocol.ts';
import { within } from './within.ts';

/** A token that is good now, and where its conversation is held. */
export interface HeldGrant extends ChatGrant {
  /** Where a conversation that was just begun can be listened to, once. Absent: it is asked for. */
  readonly streamUrl?: string;
}

/** Keeps a token that is good. */
export interface Grants {
  /** Gives it, renewed in good time. Rejects when nobody answered. Asked twice at once, it asks others once. */
  readonly get: () => Promise<HeldGrant>;
  /** Forgets one that was refused. */
  forget(): void;
}

export interface GrantOptions {
  /** Gives a token anew: of the same conversation where our server holds it, of another where Azure did. */
  readonly fresh: () => Promise<ChatGrant>;
  /** Told when another conversation takes the place of the one before. */
  readonly onAnother: () => void;
  readonly signal: AbortSignal;
}

/** How servers say that a token, or its conversation, is no more. */
export const GONE: ReadonlySet<number> = new Set([401, 403, 404]);

/** A phone on a slow network needs this long. */
export const REQUEST_WITHIN_MS = 10_000;

export function grants({ fresh, onAnother, signal }: GrantOptions): Grants {
  let held: { readonly grant: HeldGrant; readonly renewAt: number } | undefined;
  let conversationId: string | undefined;
  let asking: Promise<HeldGrant> | undefined;

  async function ask(): Promise<HeldGrant> {
    const grant = await (held === undefined ? begun() : renewed(held.grant));
    held = { grant, renewAt: Date.now() + (grant.expires_in * 1000) / 2 };
    if (conversationId !== undefined && conversationId !== grant.conversationId) onAnother();
    ({ conversationId } = grant);
    return grant;
  }

  /** Azure takes messages only in a conversation that was begun; our server has begun its own with the page. */
  async function begun(): Promise<HeldGrant> {
    const grant = await fresh();
    if (grant.domain === undefined) return grant;
    const response = await post(grant, '/conversations');
    if (!response.ok) throw new Error(`status ${response.status}`);
    return { ...grant, ...((await response.json()) as ConversationGrant) };
  }

  /** Azure renews a token only while it is good: a phone that slept for longer begins another conversation. */
  async function renewed(old: HeldGrant): Promise<HeldGrant> {
    if (old.domain === undefined) return fresh();
    const response = await post(old, '/tokens/refresh');
    if (GONE.has(response.status)) return begun();
    if (!response.ok) throw new Error(`status ${response.status}`);
    return { ...old, ...((await response.json()) as TokenGrant) };
  }

  async function post({ domain = '', token }: HeldGrant, path: string): Promise<Response> {
    return fetch(`${domain}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      signal: within(REQUEST_WITHIN_MS, signal),
      credentials: 'omit',
    });
  }

  return {
    get() {
      if (held !== undefined && Date.now() < held.renewAt) return Promise.resolve(held.grant);
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },
    forget: () => (held = undefined),
  };
}

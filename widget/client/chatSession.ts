import type { ChatGrant } from '../../channels/directLine/protocol.ts';
import type { Reply } from '../../common/reply.ts';
import { directLineClient } from './directLineClient.ts';
import { outbox } from './outbox.ts';
import type { Sent } from './readForm.ts';
import { wordsOfChoice } from './replyIn.ts';
import {
  beginAfresh, beginTranscript, deliver, hear, isAwaitingReply, say, type Transcript,
} from './transcript.ts';
import type { Waking } from './waiting.ts';

/** What there is to show. */
export interface SessionState {
  readonly transcript: Transcript;
  /** Whether nobody answers: the network is gone, or no reply came in `ANSWER_WITHIN_MS`. */
  readonly isUnreachable: boolean;
}

/** A conversation, from the page's side. */
export interface ChatSession {
  now(): SessionState;
  send(sent: Sent): void;
  /** Notes that the network is gone. */
  lost(): void;
  /** Looks whether the server answers, such as when the browser says that the network is back. */
  look(): void;
  /**
   * Ends it for good: nothing more is sent or shown. Gives the tokens that delete at `/end` what is stored of it;
   * undefined: it had ended.
   */
  close(): readonly string[] | undefined;
}

export interface ChatSessionOptions {
  /** Scheme and host of the server. */
  readonly origin: string;
  /** The token of the page's form, good for a day. */
  readonly pageToken: string;
  /** What is on the page already. */
  readonly welcome: readonly Reply[];
  readonly waking: Waking;
  readonly onChange: (state: SessionState) => void;
}

/** After this long without an answer the page itself says where help is. */
export const ANSWER_WITHIN_MS = 5_000;

export function chatSession(options: ChatSessionOptions): ChatSession {
  const { origin, pageToken, waking, onChange } = options;
  let transcript = beginTranscript(options.welcome);
  let isReachable = true;
  let isLate = false;
  let isClosed = false;
  let lateness: ReturnType<typeof setTimeout> | undefined;
  const endTokens = new Set([pageToken]);

  const now = (): SessionState => ({ transcript, isUnreachable: !isReachable || isLate });
  const show = (): void => {
    if (!isClosed) onChange(now());
  };

  function update(next: Transcript): void {
    transcript = next;
    watchLateness();
    show();
  }

  /** Counts from the last thing that happened: a slow network on which things move is no fault. */
  function watchLateness(): void {
    clearTimeout(lateness);
    isLate &&= isAwaitingReply(transcript);
    if (isLate || !isAwaitingReply(transcript)) return;
    lateness = setTimeout(() => {
      isLate = true;
      show();
    }, ANSWER_WITHIN_MS);
  }

  function reach(reachable: boolean): void {
    if (reachable === isReachable) return;
    isReachable = reachable;
    show();
  }

  const line = directLineClient({
    origin,
    async grant() {
      const grant = await grantFor(origin, pageToken);
      if (grant.endToken !== undefined) endTokens.add(grant.endToken);
      return grant;
    },
    onActivities({ activities }) {
      const next = hear(transcript, activities);
      if (next.heard.size > transcript.heard.size) update(next);
    },
    onReachable: reach,
    onAnother: () => update(beginAfresh(transcript)),
    waking,
  });
  const out = outbox({
    line,
    onDelivery: (id, delivery, activityId) => update(deliver(transcript, id, delivery, activityId)),
    isAwaitingReply: () => isAwaitingReply(transcript),
    waking,
  });

  return {
    now,
    send({ shown, text, choice }) {
      const id = newId();
      const words = wordsOfChoice(choice.choice ?? '');
      update(say(transcript, { id, ...(words === undefined ? shown : { said: shown.said }) }));
      const posted = words === undefined ? { text, choice } : { text: words, choice: {} };
      out.send(id, { type: 'message', text: posted.text, channelData: { clientActivityID: id, ...posted.choice } });
    },
    lost: () => reach(false),
    look: () => void line.poll().catch(() => undefined),
    close() {
      if (isClosed) return undefined;
      isClosed = true;
      clearTimeout(lateness);
      out.close();
      line.close();
      return [...endTokens];
    },
  };
}

/** Good for Direct Line's half an hour, got for the page's token, which lasts a day: a phone that slept carries on. */
async function grantFor(origin: string, pageToken: string): Promise<ChatGrant> {
  const body = new URLSearchParams({ conversation: pageToken });
  const response = await fetch(`${origin}/chat/token`, { method: 'POST', body, credentials: 'omit' });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as ChatGrant;
}

/** Works on a page without TLS, too, where browsers give no `randomUUID`. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

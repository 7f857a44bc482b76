/** What Direct Line 3.0 says on the wire. Shared with the browser, so it imports nothing but types. */
import type { Reply } from '../../common/reply.ts';

/** Under which every operation stands. */
export const DIRECT_LINE_PATH = '/v3/directline';

/** Stock clients refresh every 15 minutes and count on 30. */
export const TOKEN_LIFETIME_SECONDS = 1800;

/** How long after it was given a stream URL can be opened, once. */
export const STREAM_URL_LIFETIME_SECONDS = 60;

/** Most bytes of a posted activity. */
export const MAX_ACTIVITY_BYTES = 262_144;

/** Most characters of the id of a choice. */
export const MAX_CHOICE_CHARACTERS = 100;

/** `from.id` of the bot in every activity. */
export const BOT_ID = 'infant-mental-health-bot';

/** `from.id` of the parent where the token names nobody. */
export const PARENT_ID = 'parent';

/** The only media type of bodies in both directions. */
export const JSON_MEDIA_TYPE = 'application/json';

/** Why a request was refused. Stable: clients may compare it. */
export type DirectLineErrorCode =
  /** No `Authorization: Bearer` header. 401. */
  | 'MissingToken'
  /** The token was good once. Fetch a new one; it can no longer be refreshed. 403. */
  | 'TokenExpired'
  /** Something does not fit: a forged token, another conversation, a field of the wrong type. 400 or 403. */
  | 'BadArgument'
  /** A field that must be there is not. 400. */
  | 'MissingProperty'
  /** The page's origin is not on the operator's list. 403. */
  | 'OriginNotAllowed'
  /** The secret came from a browser, where anyone can read it. 403. */
  | 'SecretInBrowser'
  /** Pictures and files are not taken. 415. */
  | 'AttachmentsNotAccepted';

/** The body of every refusal. `message` is for developers. */
export interface DirectLineErrorBody {
  readonly error: { readonly code: string; readonly message: string };
}

/** What `tokens/generate` and `tokens/refresh` answer. */
export interface TokenGrant {
  readonly conversationId: string;
  readonly token: string;
  /** In seconds. */
  readonly expires_in: number;
}

/** What the script of the chat page gets: a token, and where to speak with it. */
export interface ChatGrant extends TokenGrant {
  /** The base of every operation, where Azure holds the conversation. Absent: this server does. */
  readonly domain?: string;
  /** As the token names the parent, where Azure holds the conversation. */
  readonly userId?: string;
  /** Deletes at `/end` what the store holds of a conversation that Azure holds. Absent: the page's own token does. */
  readonly endToken?: string;
}

/** What starting and reconnecting answer. */
export interface ConversationGrant extends TokenGrant {
  /** Opens one WebSocket, once, within 60 seconds. */
  readonly streamUrl: string;
  readonly referenceGrammarId?: string;
}

/** One frame of the stream, or one answer to polling. An empty frame is a sign of life. */
export interface ActivitySet {
  readonly activities: readonly DirectLineActivity[];
  /** Opaque. The client sends it back unchanged to get what came after. */
  readonly watermark: string;
}

/** An activity as clients get it. Unknown fields may come with it. */
export interface DirectLineActivity {
  readonly type: string;
  /** The same whenever the activity is sent again. */
  readonly id: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly channelId: 'directline';
  readonly conversation: { readonly id: string };
  readonly from: { readonly id: string; readonly role: 'user' | 'bot' };
  readonly text?: string;
  readonly textFormat?: string;
  readonly locale?: string;
  readonly inputHint?: string;
  /** The activity this answers. Always one that was sent before it. */
  readonly replyToId?: string;
  readonly suggestedActions?: { readonly actions: readonly SuggestedAction[] };
  readonly attachments?: readonly object[];
  readonly channelData?: DirectLineChannelData;
}

/** A button in stock clients. `value` is what a tap sends. */
export interface SuggestedAction {
  readonly type: string;
  readonly title: string;
  readonly value?: unknown;
}

export interface DirectLineChannelData {
  /** In an echo: the id the client gave its message. */
  readonly clientActivityID?: string;
  /** In a reply: the bubble, complete. */
  readonly reply?: Reply;
}

/** A message as clients post it. Whatever else they send is accepted and dropped. */
export interface PostedMessage {
  readonly type: 'message';
  readonly text?: string;
  readonly locale?: string;
  readonly channelData?: {
    /** Names the message: posted again with the same one, it has no second effect. */
    readonly clientActivityID?: string;
    /** The id of the choice tapped. */
    readonly choice?: string;
  };
  /** Azure wants it as its token has it. Our server knows without. */
  readonly from?: { readonly id: string };
}

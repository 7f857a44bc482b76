import type { Activity } from 'botbuilder';
import type { LoggedActivity, LoggedMessage, LoggedReply } from '../../common/conversationLog.ts';
import type { Reply } from '../../common/reply.ts';
import { BOT_ID, PARENT_ID } from './protocol.ts';
import type { DirectLineActivity } from './protocol.ts';
import type { ShortMemory } from './shortMemory.ts';

/** What a parent typed, and the id their client gave it. */
export interface Words {
  readonly text: string;
  readonly clientActivityID?: string;
}

/** Where an activity stands and who looks at it. */
export interface Place {
  readonly conversationId: string;
  readonly epoch: string;
  /** As the viewer's token names the parent. */
  readonly userId?: string;
}

/** Turns an entry of the log into what clients get: the same one, with the same id, every time. */
export type RenderActivity = (entry: LoggedActivity, place: Place) => DirectLineActivity;

export interface RenderOptions {
  readonly toActivity: (reply: Reply) => Partial<Activity>;
  /** Stands for the parent's words once they are forgotten. */
  readonly placeholder: string;
  readonly words: ShortMemory<Words>;
}

/**
 * Names an activity for ever. Greater numbers have greater ids.
 *
 * The epoch is part of it, because clients overwrite what they show under an id they know, and numbers begin again
 * after a deletion. The welcome, number 1, is the same in every epoch and so has one id.
 */
export function activityId(conversationId: string, epoch: string, number: number): string {
  const padded = String(number).padStart(7, '0');
  return number === 1 ? `${conversationId}|${padded}` : `${conversationId}|${epoch}.${padded}`;
}

/** Names what a parent typed in one message, in memory. */
export function wordsKey(conversationId: string, messageId: string): string {
  return `${conversationId}|${messageId}`;
}

/** Makes the one renderer that live sockets, replays and polling share. */
export function activityRenderer(options: RenderOptions): RenderActivity {
  return (entry, place) =>
    entry.from === 'parent' ? renderEcho(entry, place, options) : renderReply(entry, place, options);
}

function renderEcho(message: LoggedMessage, place: Place, { words, placeholder }: RenderOptions): DirectLineActivity {
  const frame = frameOf(message, place);
  const recalled = words.recall(wordsKey(place.conversationId, message.messageId));
  const clientActivityID = message.clientActivityId ?? recalled?.clientActivityID;
  return {
    type: 'message',
    ...frame,
    from: { id: place.userId ?? PARENT_ID, role: 'user' },
    text: recalled?.text ?? placeholder,
    textFormat: 'plain',
    ...(clientActivityID !== undefined && { channelData: { clientActivityID } }),
  };
}

function renderReply(entry: LoggedReply, place: Place, { toActivity }: RenderOptions): DirectLineActivity {
  const { replyTo } = entry;
  return {
    type: 'message',
    ...shownPart(toActivity(entry.reply)),
    ...frameOf(entry, place),
    from: { id: BOT_ID, role: 'bot' },
    ...(replyTo !== undefined && { replyToId: activityId(place.conversationId, place.epoch, replyTo) }),
  };
}

function frameOf({ number, at }: LoggedActivity, { conversationId, epoch }: Place) {
  return {
    id: activityId(conversationId, epoch, number),
    timestamp: new Date(at).toISOString(),
    channelId: 'directline',
    conversation: { id: conversationId },
  } as const;
}

/** The part of a Bot Framework activity that a client shows; what only the bot needs stays here. */
export function shownPart(activity: Partial<Activity>) {
  const { text, textFormat, locale, inputHint, suggestedActions, attachments } = activity;
  const channelData: unknown = activity.channelData;
  return {
    ...(text !== undefined && { text }),
    ...(textFormat !== undefined && { textFormat }),
    ...(locale !== undefined && { locale }),
    ...(inputHint !== undefined && { inputHint }),
    ...(suggestedActions !== undefined && { suggestedActions }),
    ...(attachments !== undefined && { attachments }),
    ...(isObject(channelData) && { channelData }),
  };
}

/** Whether a value from outside is an object with fields, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

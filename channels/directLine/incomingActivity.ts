import { createHash, randomUUID } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { Instant } from '../../common/message.ts';
import type { HttpResponse } from '../http/route.ts';
import { refuse } from './answers.ts';
import { BOT_ID, MAX_CHOICE_CHARACTERS, PARENT_ID } from './protocol.ts';
import { isObject } from './renderActivity.ts';
import type { Words } from './renderActivity.ts';

/** What a posted body is: a message for the bot, something to take and ignore, or nothing that can be taken. */
export type Incoming =
  | { readonly kind: 'message'; readonly activity: Partial<Activity>; readonly words: Words }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'refused'; readonly response: HttpResponse };

/** Who posted it, where and when. */
export interface Sender {
  readonly conversationId: string;
  readonly userId?: string;
  readonly now: Instant;
}

type Fields = Readonly<Record<string, unknown>>;

const PLAIN_CLIENT_ID = /^[\w.:-]{1,64}$/;
const LOCALE = /^[A-Za-z0-9-]{2,35}$/;

/**
 * Reads a posted activity. Of a message only the text, the choice, the client's own id and the locale pass, so that a
 * client can neither speak as the bot nor reach another conversation. Every other type is ignored.
 */
export function incomingActivity(body: unknown, sender: Sender): Incoming {
  if (!isObject(body)) return refused('BadArgument', 'The body must be an activity.');
  const { type, text } = body;
  if (type === undefined) return refused('MissingProperty', 'The activity has no type.');
  if (typeof type !== 'string') return refused('BadArgument', 'The type must be a string.');
  if (type !== 'message') return { kind: 'ignored' };
  if (text !== undefined && typeof text !== 'string') return refused('BadArgument', 'The text must be a string.');
  return message(body, text ?? '', sender);
}

function refused(code: 'BadArgument' | 'MissingProperty', explanation: string): Incoming {
  return { kind: 'refused', response: refuse(400, code, explanation) };
}

function message(body: Fields, text: string, sender: Sender): Incoming {
  const clientId = clientIdOf(body);
  const choice = choiceOf(body);
  const { locale } = body;
  // Only ids that can hold no sentence go on: the log keeps them.
  const plainClientId = clientId !== undefined && PLAIN_CLIENT_ID.test(clientId) ? clientId : undefined;
  const activity: Partial<Activity> = {
    type: 'message',
    id: messageId(clientId),
    text,
    ...placeOf(sender),
    ...(typeof locale === 'string' && LOCALE.test(locale) && { locale }),
    channelData: {
      ...(plainClientId !== undefined && { clientActivityID: plainClientId }),
      ...(choice !== undefined && { choice }),
    },
  };
  return { kind: 'message', activity, words: { text, ...(clientId !== undefined && { clientActivityID: clientId }) } };
}

function placeOf({ conversationId, userId, now }: Sender): Partial<Activity> {
  return {
    timestamp: new Date(now),
    channelId: 'directline',
    serviceUrl: '',
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: userId ?? PARENT_ID, name: '', role: 'user' },
    recipient: { id: BOT_ID, name: '', role: 'bot' },
  };
}

function clientIdOf({ channelData }: Fields): string | undefined {
  const id = isObject(channelData) ? channelData.clientActivityID : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function choiceOf({ channelData, value }: Fields): string | undefined {
  const candidates = [channelData, value].map((holder) => (isObject(holder) ? holder.choice : undefined));
  return candidates.find((choice): choice is string => isChoice(choice));
}

function isChoice(choice: unknown): boolean {
  return typeof choice === 'string' && choice !== '' && choice.length <= MAX_CHOICE_CHARACTERS;
}

/** The same for the same message posted again, unless the client does not number its messages. */
function messageId(clientId: string | undefined): string {
  if (clientId === undefined) return randomUUID();
  return `client:${PLAIN_CLIENT_ID.test(clientId) ? clientId : createHash('sha256').update(clientId).digest('hex')}`;
}

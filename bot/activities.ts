import { createHash } from 'node:crypto';
import { ActionTypes, ActivityTypes, CardFactory, InputHints, TextFormatTypes } from 'botbuilder';
import type { Activity, Attachment, CardAction } from 'botbuilder';
import type { Message } from '../common/message.ts';
import type { Card, Choice, Contact, Reply } from '../common/reply.ts';
import { TEAMS } from './teamsActivities.ts';
import { textFromTeams } from './teamsText.ts';

/** As our own Direct Line reads it. */
const PLAIN_NAME = /^[\w.:-]{1,64}$/;

/** Reads what a parent sent out of an activity. Nothing in it is trusted: what has the wrong type counts as absent. */
export function toMessage(activity: Partial<Activity>, edited = false): Message {
  const choice = choiceOf(activity);
  return {
    id: edited ? editedId(activity) : messageId(activity),
    channel: activity.channelId ?? '',
    text: textOf(activity),
    ...(choice === undefined ? {} : { choice }),
    ...(edited ? { edited } : {}),
  };
}

/**
 * The same activity sent again has the same id. One without an id is named by what it is, so that it has one too.
 *
 * What a page posts to Azure again, because the answer was lost, comes with another id of Azure's, and its own name.
 */
function messageId({ id, timestamp, text, channelId, channelData }: Partial<Activity>): string {
  const name = channelId === 'directline' ? fieldOf(channelData, 'clientActivityID') : undefined;
  if (typeof name === 'string' && PLAIN_NAME.test(name)) return `client:${name}`;
  if (id !== undefined && id !== '') return id;
  const named = JSON.stringify([timestamp, text]);
  return `sha256:${createHash('sha256').update(named).digest('base64url')}`;
}

/** An edited message keeps its activity's id, and must be looked at anew; sent again, it is the same edit. */
function editedId(activity: Partial<Activity>): string {
  return `${messageId(activity)}/edited/${String(activity.timestamp?.valueOf() ?? '')}`;
}

function textOf(activity: Partial<Activity>): string {
  if (activity.channelId === TEAMS) return textFromTeams(activity);
  return typeof activity.text === 'string' ? activity.text : '';
}

function choiceOf({ value, channelData }: Partial<Activity>): string | undefined {
  const candidates: unknown[] = [fieldOf(value, 'choice'), fieldOf(channelData, 'choice')];
  return candidates.find((candidate) => typeof candidate === 'string');
}

function fieldOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? Object.getOwnPropertyDescriptor(holder, name)?.value
    : undefined;
}

/**
 * Makes the activity that says a reply: complete plain text, buttons, a card of contacts where channels draw cards,
 * and the whole `Reply` in `channelData.reply` for our own pages.
 */
export function toActivity(reply: Reply): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    text: reply.text,
    textFormat: TextFormatTypes.Plain,
    inputHint: InputHints.AcceptingInput,
    ...(reply.choices.length === 0 ? {} : { suggestedActions: { to: [], actions: reply.choices.map(toAction) } }),
    ...(reply.card === undefined ? {} : { attachments: toAttachments(reply.card) }),
    channelData: { reply },
  };
}

/** Sends the title as the parent's own words, so that every channel shows what was chosen. */
function toAction({ title }: Choice): CardAction {
  return { type: ActionTypes.ImBack, title, value: title };
}

/** Text messages have no button here, because Web Chat follows no `sms:` link; the number is in the text. */
function toAttachments({ contacts }: Card): Attachment[] {
  const buttons = contacts.filter(({ kind }) => kind !== 'text').map(toButton);
  return buttons.length === 0 ? [] : [CardFactory.heroCard('', [], buttons)];
}

function toButton({ kind, label, value }: Contact): CardAction {
  if (kind === 'call') return { type: ActionTypes.Call, title: label, value: `tel:${value.replaceAll(/[^\d+]/g, '')}` };
  return { type: ActionTypes.OpenUrl, title: label, value };
}

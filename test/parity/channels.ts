import { randomUUID } from 'node:crypto';
import type { Conversation } from '../../dialogs/conversation.ts';
import { BLANK_CONVERSATION } from '../../dialogs/conversation.ts';
import { choicesIn, type RunningBot, teamsMessage, wordsIn } from '../channels/botFramework/teamsChat.ts';
import { openPage, sendForm } from '../channels/page/formClient.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';
import { converse } from '../program/directLineClient.ts';

/** What a parent sees of one turn: the bubbles' words, white space made even, and the buttons under the last. */
export interface SeenTurn {
  readonly replies: readonly string[];
  readonly choices: readonly string[];
}

/** One conversation on one channel. `expected`: how many bubbles to look for, where a channel shows older ones, too. */
export type Talk = (text: string, expected: number) => Promise<SeenTurn>;

/** A way to the bot. */
export interface Way {
  readonly name: string;
  readonly begin: () => Promise<Talk>;
}

interface Shown {
  readonly text?: string;
  readonly type?: string;
  readonly attachments?: readonly object[];
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
}

/** The terminal's way: the turn itself, as `npm run chat` takes it. Any channel's name may be given. */
export function consoleWay(channel = 'console'): Way {
  return {
    name: channel,
    begin: async () => {
      let conversation: Conversation = BLANK_CONVERSATION;
      return async (text) => {
        const message = { id: `line-${conversation.turns}`, channel, text };
        const turn = furnishedDialogs().takeTurn(conversation, message, Date.now());
        ({ conversation } = turn);
        const choices = turn.replies.at(-1)?.choices.map(({ title }) => title) ?? [];
        return { replies: turn.replies.map((reply) => even(reply.text)), choices };
      };
    },
  };
}

/** The same way, with all bubbles of a turn as one text. */
export function asOneText({ name, begin }: Way): Way {
  return {
    name,
    begin: async () => {
      const talk = await begin();
      return async (text, expected) => {
        const { replies, choices } = await talk(text, expected);
        return { replies: [replies.join(' ')], choices };
      };
    },
  };
}

/** Azure Bot Service, the replies in the answer. */
export function expectRepliesWay(bot: RunningBot): Way {
  return {
    name: 'CloudAdapter, replies in the answer',
    begin: async () => {
      const place = azureConversation();
      return async (text) => {
        const response = await bot.post(teamsMessage(bot.microsoft, text, { ...place, deliveryMode: 'expectReplies' }));
        return seen(((await response.json()) as { readonly activities: readonly Shown[] }).activities);
      };
    },
  };
}

/** Azure Bot Service, the replies sent to its connector. */
export function connectorWay(bot: RunningBot): Way {
  return {
    name: 'CloudAdapter, replies through the connector',
    begin: async () => {
      const place = azureConversation();
      return async (text) => seen(await received(bot, teamsMessage(bot.microsoft, text, place)));
    },
  };
}

/** Teams, the replies on cards: all of a turn as one text, because the page to take along is one card. */
export function teamsWay(bot: RunningBot): Way {
  return {
    name: 'Teams',
    begin: async () => {
      const place = { conversation: { id: `a:${randomUUID()}`, conversationType: 'personal' } };
      return async (text) => {
        const sent = await received(bot, teamsMessage(bot.microsoft, text, place));
        const cards = sent.flatMap(({ attachments = [] }) => attachments);
        return { replies: [even(wordsIn({ attachments: cards }))], choices: cards.slice(-1).flatMap(choicesIn) };
      };
    },
  };
}

/** Our own Direct Line. */
export function directLineWay(bot: RunningBot): Way {
  return {
    name: 'embedded Direct Line',
    begin: async () => {
      const talk = await converse(bot.url);
      return async (text) => {
        const sent = await talk.send(text);
        const answers = (await talk.activities()).filter(({ replyToId, from }) => replyToId === sent && from.role === 'bot');
        return seen(answers);
      };
    },
  };
}

/** The page without JavaScript. */
export function pageWay(bot: RunningBot): Way {
  return {
    name: 'the page without JavaScript',
    begin: async () => {
      let page = await openPage(bot.url, '/chat');
      return async (text, expected) => {
        page = await sendForm(bot.url, page, { text });
        return { replies: page.bubbles.slice(-expected).map(even), choices: buttonsOn(page.html) };
      };
    },
  };
}

/** The titles of the buttons that choose, in order. */
function buttonsOn(html: string): readonly string[] {
  const buttons = [...html.matchAll(/<button\b[^>]*\bname="choice"[^>]*>(.*?)<\/button>/gs)];
  return buttons.map(([, title = '']) => title.replaceAll('&#39;', '\'').replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
}

function azureConversation() {
  const id = randomUUID();
  return { channelId: 'directline', conversation: { id }, from: { id: 'dl_parent' }, entities: [] };
}

async function received(bot: RunningBot, activity: object): Promise<readonly Shown[]> {
  const before = bot.microsoft.received.length;
  const response = await bot.post(activity);
  if (response.status !== 200) throw new Error(`/api/messages answered ${response.status}.`);
  return bot.microsoft.received.slice(before).map((each) => each.activity);
}

function seen(activities: readonly Shown[]): SeenTurn {
  const messages = activities.filter(({ type }) => type === undefined || type === 'message');
  const choices = messages.at(-1)?.suggestedActions?.actions.map(({ title }) => title) ?? [];
  return { replies: messages.map(({ text = '' }) => even(text)), choices };
}

function even(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

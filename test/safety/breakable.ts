import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { toActivity } from '../../bot/activities.ts';
import { conversationRecords } from '../../bot/conversationRecords.ts';
import { desk } from '../../bot/desk.ts';
import type { Draw } from '../../bot/draw.ts';
import { sayAloud } from '../../bot/groupChat.ts';
import { InfantMentalHealthBot } from '../../bot/infantMentalHealthBot.ts';
import { conversationLog } from '../../bot/loggedActivities.ts';
import { turnErrorHandler } from '../../bot/onTurnError.ts';
import { conversationTokens } from '../../channels/conversationTokens.ts';
import { directLineChannel } from '../../channels/directLine/directLineChannel.ts';
import { countNothing } from '../../common/count.ts';
import { type Log, silentLog, unfailing } from '../../common/log.ts';
import type { Reply } from '../../common/reply.ts';
import { dialogsFrom } from '../../dialogs/dialogs.ts';
import type { Content } from '../../knowledge/content.ts';
import type { Match } from '../../knowledge/matcher.ts';
import type { Classify } from '../../safety/classifier.ts';
import { openClassifier } from '../../safety/openClassifier.ts';
import type { ConversationStorage } from '../../state/conversationStorage.ts';
import { MemoryStorage } from '../../state/memoryStorage.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a test may break while a conversation goes on. */
export interface Breakable {
  readonly storage: ConversationStorage;
  readonly content: Content;
  match: Match;
  /** The second layer of triage. */
  classify: Classify;
  log: Log;
}

/** One bubble as it went out, and how long after the message came in. */
export interface Sent {
  readonly text: string;
  readonly reply?: Reply;
  readonly afterMs: number;
}

/** The real desk and the real Direct Line adapter, in this process, with parts that can be broken. */
export class BreakableProgram {
  readonly parts: Breakable;
  readonly #channel: ReturnType<typeof directLineChannel>;
  /** What to do with what goes out, by the id of the message that it answers. */
  readonly #show = new Map<string, (activities: readonly Partial<Activity>[]) => void>();
  #messages = 0;

  constructor() {
    const { content, match } = furnishedDialogs();
    const storage = new MemoryStorage({ clock: Date.now });
    const own = torn(content);
    this.parts = { storage, content: own, match, classify: secondLayer(own), log: () => undefined };
    this.#channel = this.#open();
  }

  /**
   * Sends a message in a conversation and gives what went out for it, in order.
   *
   * Looks at what is shown, not at the acknowledgement, which may wait for the storage.
   */
  async send(conversationId: string, text: string): Promise<readonly Sent[]> {
    const began = performance.now();
    const id = `m${(this.#messages += 1)}`;
    const shown = new Promise<readonly Sent[]>((resolve) => {
      this.#show.set(id, (activities) => resolve(activities.map((each) => seen(each, performance.now() - began))));
    });
    const received = this.#channel.adapter.receive(activity(conversationId, id, text), { text });
    return Promise.race([shown, received.then(() => shown)]);
  }

  async close(): Promise<void> {
    await this.#channel.close();
  }

  #open(): ReturnType<typeof directLineChannel> {
    const { parts } = this;
    const log = unfailing((event) => parts.log(event));
    const { takeTurn, writer, says } = dialogsFrom(
      parts.content,
      (text) => parts.match(text),
      (texts) => parts.classify(texts),
    );
    const now = Date.now;
    const records = conversationRecords({ storage: parts.storage, now, newEpoch: () => 'epoch', log });
    const bot = new InfantMentalHealthBot({
      desk: desk({ records, takeTurn, writer, now }),
      draw,
      sayAloud: sayAloud({ takeTurn, says, now }),
      welcome: () => says.welcome,
      log,
      count: countNothing,
    });
    const channel = directLineChannel({
      allowedOrigins: new Set(),
      handler: async (context) => bot.run(context),
      log: conversationLog({ records, writer, says, now }),
      tokens: conversationTokens({ keys: [Buffer.alloc(32, 1)], now }),
      toActivity,
      placeholder: '',
      now,
      report: log,
    });
    channel.adapter.onTurnError = turnErrorHandler(says, draw, log);
    channel.adapter.use(async (context, next) => {
      context.onSendActivities(async (_context, activities, send) => {
        this.#show.get(context.activity.id ?? '')?.(activities);
        return send();
      });
      await next();
    });
    return channel;
  }
}

function seen({ text = '', channelData }: Partial<Activity>, afterMs: number): Sent {
  const reply = (channelData as { readonly reply?: Reply } | undefined)?.reply;
  return { text, afterMs, ...(reply === undefined ? {} : { reply }) };
}

/** @throws Error when `npm run build` made none: then a test of what happens without it would prove nothing. */
function secondLayer({ safety }: Content): Classify {
  const classify = openClassifier(ROOT, safety.classifier, silentLog);
  if (classify === undefined) throw new Error('There is no second layer of triage. Run npm run build.');
  return classify;
}

const draw: Draw = (replies) => replies.map(toActivity);

/** The same content in maps of its own, so that a page can be torn out without the other tests missing it. */
function torn(content: Content): Content {
  return {
    ...content,
    messages: new Map(content.messages),
    services: new Map(content.services),
    barriers: new Map(content.barriers),
    interface: new Map(content.interface),
    safety: { ...content.safety, replies: new Map(content.safety.replies) },
  };
}

function activity(conversationId: string, id: string, text: string): Partial<Activity> {
  return {
    type: 'message',
    channelId: 'directline',
    id,
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: 'parent', name: '' },
    recipient: { id: 'bot', name: '' },
    text,
  };
}

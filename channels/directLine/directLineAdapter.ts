import { randomUUID } from 'node:crypto';
import { BotAdapter, TurnContext } from 'botbuilder';
import type { Activity, ResourceResponse } from 'botbuilder';
import { AppError } from '../../common/errors.ts';
import type { Instant } from '../../common/message.ts';
import { TURN_RECEIPT } from '../../common/turnReceipt.ts';
import type { TurnReceipt } from '../../common/turnReceipt.ts';
import type { Audience } from './audience.ts';
import { BOT_ID } from './protocol.ts';
import type { DirectLineActivity } from './protocol.ts';
import { activityId, isObject, shownPart } from './renderActivity.ts';
import type { Words } from './renderActivity.ts';

/** Takes one turn of the bot. Leaves a `TurnReceipt` in `context.turnState` before it sends. */
export type BotHandler = (context: TurnContext) => Promise<void>;

export interface DirectLineAdapterOptions {
  readonly handler: BotHandler;
  readonly audience: Audience;
  readonly now: () => Instant;
}

/** What the adapter knows of a turn under way. */
interface Turn {
  readonly words: Words;
  /** The id of an echo that is in no log. Absent: none was sent. */
  unloggedEchoId?: string;
}

const TURN = Symbol('direct line turn');
const NEVER_SHOWN = ['trace', 'conversationUpdate'];

/**
 * Bot Framework's way in and out of Direct Line.
 *
 * What goes out is what the receipt lists, the parent's own message first, so that live sockets and replays show the
 * same. What the bot sends beside the receipt ("something went wrong") is only shown to who is looking.
 */
export class DirectLineAdapter extends BotAdapter {
  readonly #options: DirectLineAdapterOptions;

  constructor(options: DirectLineAdapterOptions) {
    super();
    this.#options = options;
  }

  /**
   * Gives a parent's message to the middleware and the bot. Resolves to the id of its echo; for a message seen before,
   * to the first one.
   *
   * @throws what the bot throws, unless `onTurnError` is set.
   */
  async receive(activity: Partial<Activity>, words: Words): Promise<string> {
    const context = new TurnContext(this, activity);
    context.turnState.set(TURN, { words } satisfies Turn);
    this.#options.audience.remember(conversationIdOf(context), { messageId: activity.id ?? '', words });
    await this.runMiddleware(context, this.#options.handler);

    const receipt = receiptOf(context);
    // What is acknowledged is stored: the client does not send it again.
    await receipt?.settled;
    return (receipt && this.#publish(context, receipt)) ?? this.#unloggedEchoId(context);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const receipt = receiptOf(context);
    if (receipt !== undefined) this.#publish(context, receipt);
    const idsOfReplies = receipt === undefined ? new Map<string, string>() : loggedIds(context, receipt);
    return activities.map((activity) => {
      const logged = idsOfReplies.get(replyIdOf(activity) ?? '');
      return { id: logged ?? this.#tell(context, activity) };
    });
  }

  /** @throws AppError `DIRECT_LINE_UNSUPPORTED` always: clients of Direct Line show no changes. */
  override async updateActivity(): Promise<void> {
    throw unsupported();
  }

  /** @throws AppError `DIRECT_LINE_UNSUPPORTED` always. */
  override async deleteActivity(): Promise<void> {
    throw unsupported();
  }

  /** @throws AppError `DIRECT_LINE_UNSUPPORTED` always: the bot never speaks unasked. */
  override async continueConversation(): Promise<void> {
    throw unsupported();
  }

  /** Shows the turn to everyone looking, however often it is called, and gives the id of the parent's message. */
  #publish(context: TurnContext, receipt: TurnReceipt): string | undefined {
    const conversationId = conversationIdOf(context);
    const message = receipt.activities.find(({ from }) => from === 'parent');
    this.#options.audience.publish(conversationId, receipt);
    return message && activityId(conversationId, receipt.epoch, message.number);
  }

  #tell(context: TurnContext, activity: Partial<Activity>): string {
    const id = randomUUID();
    const type = activity.type ?? 'message';
    if (NEVER_SHOWN.includes(type)) return id;
    const shown = { ...this.#frame(context, id), type, ...shownPart(activity), from: BOT };
    // Stock clients hold back a reply to something they have not seen.
    const replyToId = type === 'message' ? this.#echoId(context) : undefined;
    const reply = { ...shown, ...(replyToId !== undefined && { replyToId }) };
    this.#options.audience.tell(conversationIdOf(context), [reply]);
    return id;
  }

  #echoId(context: TurnContext): string {
    const receipt = receiptOf(context);
    return (receipt && this.#publish(context, receipt)) ?? this.#unloggedEchoId(context);
  }

  /** Shows the parent's message although it is in no log, once. */
  #unloggedEchoId(context: TurnContext): string {
    const turn = turnOf(context);
    if (turn.unloggedEchoId !== undefined) return turn.unloggedEchoId;
    const { text, clientActivityID } = turn.words;
    const id = randomUUID();
    turn.unloggedEchoId = id;
    const echo: DirectLineActivity = {
      ...this.#frame(context, id),
      type: 'message',
      from: { id: context.activity.from.id, role: 'user' },
      text,
      textFormat: 'plain',
      ...(clientActivityID !== undefined && { channelData: { clientActivityID } }),
    };
    this.#options.audience.tell(conversationIdOf(context), [echo]);
    return id;
  }

  #frame(context: TurnContext, id: string) {
    const conversation = { id: conversationIdOf(context) };
    return { id, timestamp: new Date(this.#options.now()).toISOString(), channelId: 'directline', conversation } as const;
  }
}

const BOT = { id: BOT_ID, role: 'bot' } as const;

function conversationIdOf(context: TurnContext): string {
  return context.activity.conversation.id;
}

function receiptOf(context: TurnContext): TurnReceipt | undefined {
  return context.turnState.get<TurnReceipt | undefined>(TURN_RECEIPT);
}

function turnOf(context: TurnContext): Turn {
  return context.turnState.get<Turn>(TURN);
}

/** The ids of the turn's logged replies, by the id of the `Reply`. */
function loggedIds(context: TurnContext, { epoch, activities }: TurnReceipt): ReadonlyMap<string, string> {
  const replies = activities.filter((entry) => entry.from === 'bot');
  return new Map(replies.map(({ reply, number }) => [reply.id, activityId(conversationIdOf(context), epoch, number)]));
}

function replyIdOf(activity: Partial<Activity>): string | undefined {
  const channelData: unknown = activity.channelData;
  const reply = isObject(channelData) ? channelData.reply : undefined;
  return isObject(reply) && typeof reply.id === 'string' ? reply.id : undefined;
}

function unsupported(): AppError {
  return new AppError('DIRECT_LINE_UNSUPPORTED', 'Direct Line can only send what answers a message.');
}

import { CloudAdapter, DeliveryModes, type TurnContext } from 'botbuilder';
import type { Activity, InvokeResponse, ResourceResponse } from 'botbuilder';
import { AppError } from '../../common/errors.ts';
import { TURN_RECEIPT, type TurnReceipt } from '../../common/turnReceipt.ts';
import type { ChannelAuthentication } from './channelAuthentication.ts';
import type { Parcel } from './connector.ts';
import type { Answer, Deliveries } from './deliveries.ts';
import type { IncomingActivity } from './incomingActivity.ts';

/** The bot, as a channel is given it. */
export type TurnHandler = (context: TurnContext) => Promise<void>;

/** What is for Bot Framework itself, not for the channel. */
const FOR_THE_ADAPTER: readonly unknown[] = ['invokeResponse', 'trace', 'delay'];

/**
 * Bot Framework's CloudAdapter, with replies sent by us: in order, without holding the turn, and once, however often
 * the channel sends a message again.
 */
export class ConnectorAdapter extends CloudAdapter {
  readonly #authentication: ChannelAuthentication;
  readonly #deliveries: Deliveries;

  constructor(authentication: ChannelAuthentication, deliveries: Deliveries) {
    super(authentication);
    this.#authentication = authentication;
    this.#deliveries = deliveries;
  }

  /**
   * Takes an activity that the gate has let in. Gives the answer to an invocation, or the replies where they are
   * wanted in the answer; undefined: there is nothing to answer but that it was taken.
   *
   * `process`, Bot Framework's own way in, wants its own kind of request and builds its checks anew with every one.
   *
   * @throws what the bot throws, unless `onTurnError` is set.
   */
  async take(incoming: IncomingActivity, handler: TurnHandler): Promise<InvokeResponse | undefined> {
    return this.processActivity(this.#authentication.trusted, toActivity(incoming), handler);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const inside = activities.filter(({ type }) => FOR_THE_ADAPTER.includes(type));
    if (inside.length > 0) await super.sendActivities(context, inside);
    // Where replies are wanted in the answer, only signs of life come by here, and they would come too late.
    const isAnswered = context.activity.deliveryMode === DeliveryModes.ExpectReplies;
    const said = activities.filter(({ type }) => !isAnswered && !FOR_THE_ADAPTER.includes(type));
    const isSignOfLife = said.every(({ type }) => type === 'typing');
    if (said.length === 0) return activities.map(() => ({ id: '' }));
    const answered = isSignOfLife ? {} : nameOf(context);
    await this.#deliveries.deliver({ ...answered, parcels: said.map(parcel) });
    return activities.map(() => ({ id: '' }));
  }

  /** @throws AppError `CHANNEL_UNSUPPORTED` always: what was said stays said. */
  override async updateActivity(): Promise<never> {
    throw unsupported();
  }

  /** @throws AppError `CHANNEL_UNSUPPORTED` always. */
  override async deleteActivity(): Promise<never> {
    throw unsupported();
  }

  /** @throws AppError `CHANNEL_UNSUPPORTED` always: the bot never speaks unasked. */
  override async continueConversationAsync(): Promise<never> {
    throw unsupported();
  }

  /** @throws AppError `CHANNEL_UNSUPPORTED` always: the bot never speaks unasked. */
  override async createConversationAsync(): Promise<never> {
    throw unsupported();
  }
}

/** An activity as Bot Framework hands it about: times are dates. What else is in it has any shape. */
function toActivity(incoming: IncomingActivity): Activity {
  const { timestamp } = incoming;
  const at = typeof timestamp === 'string' ? { timestamp: new Date(timestamp) } : {};
  return { ...incoming, ...at } as unknown as Activity;
}

function parcel(activity: Partial<Activity>): Parcel {
  const { serviceUrl = '', conversation, replyToId } = activity;
  return {
    serviceUrl,
    conversationId: conversation?.id ?? '',
    ...(replyToId === undefined ? {} : { replyToId }),
    body: JSON.stringify(activity),
  };
}

/**
 * Names what is answered, the same when it is sent again: as the turn named it, for a page's message that comes through
 * Azure twice has two ids. What leaves no receipt, such as a welcome, may have been said before. Empty: it has no id.
 */
function nameOf({ activity, turnState }: TurnContext): Omit<Answer, 'parcels'> {
  const { type, id = '', conversation, timestamp, channelId } = activity;
  if (id === '') return {};
  const receipt = turnState.get<TurnReceipt | undefined>(TURN_RECEIPT);
  const message = receipt?.activities.find(({ from }) => from === 'parent');
  if (message?.from !== 'parent') {
    return { messageKey: JSON.stringify([channelId, conversation.id, type, id, timestamp]), takenBefore: 0 };
  }
  const messageKey = JSON.stringify([channelId, conversation.id, message.messageId]);
  return receipt?.duplicate === true ? { messageKey, takenBefore: message.at } : { messageKey };
}

function unsupported(): AppError {
  return new AppError('CHANNEL_UNSUPPORTED', 'The bot only answers what is sent to it.');
}

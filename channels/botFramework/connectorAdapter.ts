import { CloudAdapter, DeliveryModes, type TurnContext } from 'botbuilder';
import type { Activity, ResourceResponse } from 'botbuilder';
import { AppError } from '../../common/errors.ts';
import type { ChannelAuthentication } from './channelAuthentication.ts';
import type { Parcel } from './connector.ts';
import type { Deliveries } from './deliveries.ts';

/** What is for Bot Framework itself, not for the channel. */
const FOR_THE_ADAPTER: readonly unknown[] = ['invokeResponse', 'trace', 'delay'];

/**
 * Bot Framework's CloudAdapter, with replies sent by us: in order, without holding the turn, and once, however often
 * the channel sends a message again.
 */
export class ConnectorAdapter extends CloudAdapter {
  readonly #deliveries: Deliveries;

  constructor(authentication: ChannelAuthentication, deliveries: Deliveries) {
    super(authentication);
    this.#deliveries = deliveries;
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const inside = activities.filter(({ type }) => FOR_THE_ADAPTER.includes(type));
    if (inside.length > 0) await super.sendActivities(context, inside);
    // Where replies are wanted in the answer, only signs of life come by here, and they would come too late.
    const isAnswered = context.activity.deliveryMode === DeliveryModes.ExpectReplies;
    const said = activities.filter(({ type }) => !isAnswered && !FOR_THE_ADAPTER.includes(type));
    const isSignOfLife = said.every(({ type }) => type === 'typing');
    const key = isSignOfLife ? undefined : messageKey(context.activity);
    if (said.length > 0) await this.#deliveries.deliver(key, said.map(parcel));
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

function parcel(activity: Partial<Activity>): Parcel {
  const { serviceUrl = '', conversation, replyToId } = activity;
  return {
    serviceUrl,
    conversationId: conversation?.id ?? '',
    ...(replyToId === undefined ? {} : { replyToId }),
    body: JSON.stringify(activity),
  };
}

/** The same for a message sent again; an edited message keeps its id, and is another. Undefined: it has no id. */
function messageKey({ type, id, conversation, timestamp, channelId }: Activity): string | undefined {
  if (id === undefined || id === '') return undefined;
  const version = type === 'messageUpdate' ? String(timestamp) : '';
  return JSON.stringify([channelId, conversation.id, type, id, version]);
}

function unsupported(): AppError {
  return new AppError('CHANNEL_UNSUPPORTED', 'The bot only answers what is sent to it.');
}

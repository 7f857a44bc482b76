import { ActivityTypes, BotAdapter, TurnContext } from 'botbuilder';
import type { Activity, ResourceResponse } from 'botbuilder';
import type { Message } from '../../common/message.ts';
import type { Reply } from '../../common/reply.ts';

/** The bot, as a channel is given it. */
export type TurnHandler = (context: TurnContext) => Promise<void>;

/** Takes one message from a page and gives the replies, all at once: a page without JavaScript is drawn once. */
export class PageAdapter extends BotAdapter {
  readonly #handler: TurnHandler;

  constructor(handler: TurnHandler) {
    super();
    this.#handler = handler;
  }

  /** The replies to one message. Empty only if the bot said nothing. */
  async take(conversationId: string, message: Pick<Message, 'id' | 'text' | 'choice'>): Promise<readonly Reply[]> {
    const context = new TurnContext(this, incomingActivity(conversationId, message));
    const sent: Partial<Activity>[] = [];
    context.onSendActivities(async (_context, activities, next) => {
      sent.push(...activities);
      return next();
    });
    await this.runMiddleware(context, this.#handler);
    return sent.flatMap(replyIn);
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity, index) => ({ id: activity.id ?? `${index}` }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('A page that was sent cannot be changed.');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('A page that was sent cannot be changed.');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('A page speaks only when it is spoken to.');
  }
}

function incomingActivity(conversationId: string, { id, text, choice }: Pick<Message, 'id' | 'text' | 'choice'>): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    channelId: 'page',
    id,
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: 'parent', name: '' },
    recipient: { id: 'bot', name: '' },
    text,
    ...(choice === undefined ? {} : { channelData: { choice } }),
  };
}

function replyIn(activity: Partial<Activity>): readonly Reply[] {
  const data = activity.channelData as { readonly reply?: Reply } | undefined;
  return data?.reply === undefined ? [] : [data.reply];
}

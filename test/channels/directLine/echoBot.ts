import type { Activity, TurnContext } from 'botbuilder';
import type { ConversationLog, LoggedActivity } from '../../../common/conversationLog.ts';
import type { Reply } from '../../../common/reply.ts';
import { TURN_RECEIPT } from '../../../common/turnReceipt.ts';
import type { TurnReceipt } from '../../../common/turnReceipt.ts';

/** Sends this and the bot breaks before it has a receipt. */
export const BREAKS_THE_BOT = 'break now';

interface Stored {
  readonly epoch: string;
  readonly activities: LoggedActivity[];
  readonly receipts: Map<string, TurnReceipt>;
}

/**
 * A bot that says what it heard, with the log it writes. The log outlives a channel, as a database outlives a
 * program: give the same one to two channels in a row and the second carries on.
 */
export class EchoBot {
  /** What the bot was given, oldest first. */
  readonly heard: Activity[] = [];
  /** Whether reading the log fails. */
  logIsBroken = false;
  readonly log: ConversationLog;
  readonly #now: () => number;
  readonly #stored = new Map<string, Stored>();
  #epochs = 0;

  constructor(now: () => number) {
    this.#now = now;
    this.log = {
      read: async (id, after) => {
        if (this.logIsBroken) throw new Error('the log cannot be read');
        const stored = this.#stored.get(id);
        const activities = stored?.activities ?? [this.#welcome()];
        return { epoch: stored?.epoch ?? '0', activities: activities.filter(({ number }) => number > after) };
      },
      delete: async (id) => void this.#stored.delete(id),
    };
  }

  readonly handler = async (context: TurnContext): Promise<void> => {
    const { activity } = context;
    this.heard.push(structuredClone(activity));
    if (activity.text === BREAKS_THE_BOT) throw new Error('broken');
    const receipt = this.#take(activity);
    context.turnState.set(TURN_RECEIPT, receipt);
    const replies = receipt.activities.filter((entry) => entry.from === 'bot').map(({ reply }) => reply);
    await context.sendActivities(replies.map((reply) => toActivity(reply)));
  };

  #take(activity: Activity): TurnReceipt {
    const stored = this.#storedFor(activity.conversation.id);
    const messageId = activity.id ?? '';
    const before = stored.receipts.get(messageId);
    if (before !== undefined) return { ...before, duplicate: true };
    const receipt = { epoch: stored.epoch, activities: this.#turn(activity, stored), duplicate: false };
    stored.activities.push(...receipt.activities);
    stored.receipts.set(messageId, receipt);
    return receipt;
  }

  #turn({ id = '', text, channelData }: Activity, { activities }: Stored): LoggedActivity[] {
    const number = (activities.at(-1)?.number ?? 0) + 1;
    const { clientActivityID } = channelData as { clientActivityID?: string };
    const at = this.#now();
    const reply = replyOf(`${number}`, `heard: ${text}`);
    return [
      {
        number,
        from: 'parent',
        at,
        messageId: id,
        ...(clientActivityID !== undefined && { clientActivityId: clientActivityID }),
      },
      { number: number + 1, from: 'bot', at, replyTo: number, reply },
    ];
  }

  #storedFor(id: string): Stored {
    const stored = this.#stored.get(id) ?? this.#blank();
    this.#stored.set(id, stored);
    return stored;
  }

  #blank(): Stored {
    this.#epochs += 1;
    return { epoch: `e${this.#epochs}`, activities: [this.#welcome()], receipts: new Map() };
  }

  #welcome(): LoggedActivity {
    return { number: 1, from: 'bot', at: this.#now(), reply: replyOf('welcome', 'welcome') };
  }
}

/** A reply that says `text`. */
export function replyOf(id: string, text: string): Reply {
  return { id, kind: 'answer', text, choices: [], said: { kind: 'answer', content: 'messages/test#say', choices: [] } };
}

/** Draws a reply as plain text. */
export function toActivity(reply: Reply): Partial<Activity> {
  return { type: 'message', text: reply.text, textFormat: 'plain', channelData: { reply } };
}

import { TeamsActivityHandler, type TurnContext } from 'botbuilder';
import type { Log } from '../common/log.ts';
import { TURN_RECEIPT } from '../common/turnReceipt.ts';
import type { Says } from '../dialogs/says.ts';
import { toActivity, toMessage } from './activities.ts';
import type { Desk } from './desk.ts';

/** The desk's counter: Bot Framework in and out. What is said and remembered is decided below it. */
export class InfantMentalHealthBot extends TeamsActivityHandler {
  readonly #desk: Desk;
  readonly #says: Says;
  readonly #log: Log;

  constructor(parts: { readonly desk: Desk; readonly says: Says; readonly log: Log }) {
    super();
    this.#desk = parts.desk;
    this.#says = parts.says;
    this.#log = parts.log;
    this.onMessage(async (context) => this.#answer(context, false));
    this.onTeamsMessageEditEvent(async (context) => this.#answer(context, true));
    this.onMembersAdded(async (context) => this.#welcome(context));
  }

  async #answer(context: TurnContext, edited: boolean): Promise<void> {
    const started = performance.now();
    const { activity } = context;
    const message = toMessage(activity, edited);
    const taken = await this.#desk.take(activity.conversation.id, message, clientActivityId(activity));
    context.turnState.set(TURN_RECEIPT, taken.receipt);
    await context.sendActivities(taken.replies.map(toActivity));
    this.#logTurn(taken, performance.now() - started, activity.channelId);
  }

  async #welcome(context: TurnContext): Promise<void> {
    const { membersAdded = [], recipient } = context.activity;
    if (membersAdded.every(({ id }) => id === recipient.id)) return;
    await context.sendActivities(this.#says.welcome.map(toActivity));
  }

  /** A crisis is counted without its category: codes of concern are health data and stay out of logs. */
  #logTurn(taken: Awaited<ReturnType<Desk['take']>>, tookMs: number, channel: string): void {
    const ms = Math.round(tookMs * 100) / 100;
    const trace = taken.trace;
    if (trace === undefined) this.#log({ event: 'turn-again', channel, ms });
    else this.#log({ event: 'turn', kind: trace.kind, label: trace.label, score: trace.score, channel, ms });
  }
}

function clientActivityId({ channelData }: { readonly channelData?: unknown }): string | undefined {
  if (typeof channelData !== 'object' || channelData === null || !('clientActivityID' in channelData)) return undefined;
  return typeof channelData.clientActivityID === 'string' ? channelData.clientActivityID : undefined;
}

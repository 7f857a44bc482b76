import { type InvokeResponse, TeamsActivityHandler, type TurnContext } from 'botbuilder';
import type { Count } from '../common/count.ts';
import type { Log } from '../common/log.ts';
import type { Reply } from '../common/reply.ts';
import { TURN_RECEIPT } from '../common/turnReceipt.ts';
import { toMessage } from './activities.ts';
import { WELCOME_NUMBER } from './conversationRecord.ts';
import { codeOfTurn } from './countedTurn.ts';
import type { Desk } from './desk.ts';
import type { Draw } from './draw.ts';
import { isAloud, type SayAloud } from './groupChat.ts';
import { TEAMS } from './teamsActivities.ts';

/** What the desk's counter works with. */
export interface BotParts {
  readonly desk: Desk;
  readonly draw: Draw;
  readonly sayAloud: SayAloud;
  /** The first words on a channel. */
  readonly welcome: (channelId: string) => readonly Reply[];
  readonly log: Log;
  readonly count: Count;
}

const MESSAGE = 'message';

/** What Teams calls a thumb up or down on a reply. We ask for none, and keep none. */
const FEEDBACK = 'message/submitAction';

/** The desk's counter: Bot Framework in and out. What is said and remembered is decided below it. */
export class InfantMentalHealthBot extends TeamsActivityHandler {
  readonly #parts: BotParts;

  constructor(parts: BotParts) {
    super();
    this.#parts = parts;
    this.onTeamsMessageEditEvent(async (context) => this.#answer(context, true));
    this.onMembersAdded(async (context) => this.#welcomeNewMember(context));
    this.onInstallationUpdateAdd(async (context) => this.#welcomeInTeams(context));
  }

  /** Messages go straight to the desk: the way by events costs more than anything else Bot Framework does in a turn. */
  protected override async onTurnActivity(context: TurnContext): Promise<void> {
    const { type }: { readonly type: string } = context.activity;
    if (type === MESSAGE) await this.#answer(context, false);
    else await super.onTurnActivity(context);
  }

  async #answer(context: TurnContext, edited: boolean): Promise<void> {
    const started = performance.now();
    const { activity } = context;
    const message = toMessage(activity, edited);
    if (isAloud(activity)) {
      await this.#say(context, this.#parts.sayAloud(message));
      return;
    }
    const taken = await this.#parts.desk.take(activity.conversation.id, message, clientActivityId(activity));
    context.turnState.set(TURN_RECEIPT, taken.receipt);
    await this.#say(context, taken.replies);
    this.#logTurn(taken, performance.now() - started, activity.channelId);
    this.#countTurn(taken);
  }

  /** Teams tells of a new chat in another way, too, which is the one that counts there. */
  async #welcomeNewMember(context: TurnContext): Promise<void> {
    const { membersAdded = [], recipient, channelId } = context.activity;
    if (channelId === TEAMS || membersAdded.every(({ id }) => id === recipient.id)) return;
    await this.#say(context, this.#parts.welcome(channelId));
  }

  async #welcomeInTeams(context: TurnContext): Promise<void> {
    if (!isAloud(context.activity)) await this.#say(context, this.#parts.welcome(context.activity.channelId));
  }

  async #say(context: TurnContext, replies: readonly Reply[]): Promise<void> {
    await context.sendActivities(this.#parts.draw(replies, context.activity.channelId));
  }

  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    return context.activity.name === FEEDBACK ? { status: 200 } : super.onInvokeActivity(context);
  }

  /** A crisis is counted without its category: codes of concern are health data and stay out of logs. */
  #logTurn(taken: Awaited<ReturnType<Desk['take']>>, tookMs: number, channel: string): void {
    const { log } = this.#parts;
    const ms = Math.round(tookMs * 100) / 100;
    const trace = taken.trace;
    if (trace === undefined) log({ event: 'turn-again', channel, ms });
    else log({ event: 'turn', kind: trace.kind, label: trace.label, score: trace.score, channel, ms });
  }

  /** A message sent again is not counted again. */
  #countTurn({ trace, receipt }: Awaited<ReturnType<Desk['take']>>): void {
    if (trace === undefined) return;
    const code = codeOfTurn(trace);
    if (code !== undefined) this.#parts.count(code);
    if (receipt.activities[0]?.number === WELCOME_NUMBER + 1) this.#parts.count('conversation');
  }
}

function clientActivityId({ channelData }: { readonly channelData?: unknown }): string | undefined {
  if (typeof channelData !== 'object' || channelData === null || !('clientActivityID' in channelData)) return undefined;
  return typeof channelData.clientActivityID === 'string' ? channelData.clientActivityID : undefined;
}

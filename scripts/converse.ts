/** `npm run --silent converse -- --jsonl`: scripted conversations in, what the bot said out, one a line. */
import type { Instant } from '../common/message.ts';
import { BLANK_CONVERSATION, type Conversation } from '../dialogs/conversation.ts';
import type { TakeTurn } from '../dialogs/takeTurn.ts';
import { jsonLines } from './lines.ts';
import { openDialogs } from './openDialogs.ts';

interface ScriptedTurn {
  readonly user: string;
  readonly afterMinutes?: number;
  readonly channel?: string;
}

const MINUTE_MS = 60_000;
const RETENTION_MINUTES = 24 * 60;
/** A Wednesday morning, so that a run today and a run tomorrow say the same. */
const BEGIN: Instant = Date.UTC(2026, 10, 25, 9);

const { takeTurn } = openDialogs();
for await (const line of jsonLines(process.stdin)) console.log(JSON.stringify(converse(takeTurn, line)));

function converse(take: TakeTurn, script: Readonly<Record<string, unknown>>): object {
  let conversation: Conversation = BLANK_CONVERSATION;
  let now = BEGIN;
  const turns = turnsIn(script).map(({ user, afterMinutes = 0, channel = 'directline' }, index) => {
    now += afterMinutes * MINUTE_MS;
    if (afterMinutes >= RETENTION_MINUTES) conversation = BLANK_CONVERSATION;
    const taken = take(conversation, { id: `turn-${index}`, channel, text: user }, now);
    conversation = taken.conversation;
    const { kind, label, dialogStep, urgency, category } = taken.trace;
    const choices = taken.replies.at(-1)?.choices.map(({ title }) => title) ?? [];
    const replies = taken.replies.map(({ text }) => text);
    return { user, kind, label, dialogStep, urgency, category, replies, choices };
  });
  return { name: script['name'], turns };
}

function turnsIn({ name, turns }: Readonly<Record<string, unknown>>): readonly ScriptedTurn[] {
  const isTurn = (turn: unknown): turn is ScriptedTurn =>
    typeof turn === 'object' && turn !== null && 'user' in turn && typeof turn.user === 'string';
  if (Array.isArray(turns) && turns.every(isTurn)) return turns;
  throw new Error(`The conversation ${JSON.stringify(name)} needs "turns", each with a "user".`);
}

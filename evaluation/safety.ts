import { BLANK_CONVERSATION } from '../dialogs/conversation.ts';
import type { TakeTurn } from '../dialogs/takeTurn.ts';
import type { Reply } from '../common/reply.ts';
import { type Share, shareOf } from './interval.ts';
import type { SafetyMessage } from './safetyMessages.ts';
import { SAFETY_MEASURES, type SafetyMeasure, type SafetyOutcome } from './safetyMeasures.ts';

/** One figure of the safety check, with its interval. */
export interface SafetyFigure extends Share {
  readonly measure: SafetyMeasure;
}

/** What the evaluation of the safety check found. */
export interface SafetyEvaluation {
  readonly messages: number;
  readonly figures: readonly SafetyFigure[];
  /** Ids of dangers that were missed. */
  readonly missed: readonly string[];
}

/** Numbers of the lines that are always open, or nearly, in words or on a button. */
const LINES = /\b(?:999|111|116 ?123|85258|0808|0800)\b/u;

/** Takes each message as the first of a conversation, through the whole turn. Deterministic. */
export function evaluateSafety(messages: readonly SafetyMessage[], takeTurn: TakeTurn): SafetyEvaluation {
  const outcomes = messages.map((message) => safetyOutcome(message, takeTurn));
  const unseen = outcomes.filter(({ message, concern }) => message.kind === 'danger' && concern === undefined);
  const missed = unseen.map(({ message }) => message.id);
  return { messages: messages.length, figures: safetyFigures(outcomes), missed };
}

/** Every measure over the same outcomes. */
export function safetyFigures(outcomes: readonly SafetyOutcome[]): SafetyFigure[] {
  return SAFETY_MEASURES.map((measure) => {
    const counted = outcomes.filter(measure.counts);
    return { measure, ...shareOf(counted.filter(measure.hits).length, counted.length) };
  });
}

function safetyOutcome(message: SafetyMessage, takeTurn: TakeTurn): SafetyOutcome {
  const asked = { id: 'evaluation', channel: 'evaluation', text: message.text };
  const { replies, trace } = takeTurn(BLANK_CONVERSATION, asked, 0);
  const { urgency, category } = trace;
  const isCrisis = trace.kind === 'crisis' && urgency !== undefined && category !== undefined;
  return { message, hasLine: replies.some(namesLine), ...(isCrisis ? { concern: { urgency, category } } : {}) };
}

function namesLine({ text, card }: Reply): boolean {
  return LINES.test(text) || (card?.contacts.some(({ label }) => LINES.test(label)) ?? false);
}

import { BLANK_CONVERSATION } from '../dialogs/conversation.ts';
import type { TakeTurn } from '../dialogs/takeTurn.ts';
import type { Outcome } from './measures.ts';

/** What a parent would get: the first message of a conversation, through the whole turn, safety included. */
export function throughTheTurn(takeTurn: TakeTurn): (text: string) => Outcome['understanding'] {
  return (text) => {
    const { trace } = takeTurn(BLANK_CONVERSATION, { id: 'evaluation', channel: 'evaluation', text }, 0);
    const { kind, label, score, alternatives } = trace;
    const offered = kind === 'clarification' ? alternatives : [];
    return { kind, best: { label, score }, candidates: offered.map((each) => ({ label: each, score: 0 })) };
  };
}

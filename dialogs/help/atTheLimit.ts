import type { Conversation } from '../conversation.ts';
import type { Turn } from '../turn.ts';
import { type HelpPhrases, saysAnywhere } from './typedAnswer.ts';

/** Passages that say how much it matters to pick up or soothe a crying baby. */
const ABOUT_PICKING_UP: ReadonlySet<string> = new Set(['different.soothing-crying', 'different.bigger-feelings']);

/**
 * Whether a passage would ask too much of a parent who is about to lose it with their baby: they are told that it is
 * all right to step away, not how much picking up matters.
 */
export function asksTooMuch(phrases: HelpPhrases, { conversation, heard }: Turn, passage: string): boolean {
  const says = (): boolean => saysAnywhere(phrases, 'offer', 'at-the-limit', heard);
  return asksTooMuchNow(conversation, passage) || (ABOUT_PICKING_UP.has(passage) && says());
}

/** The same, of what the conversation has shown before. */
export function asksTooMuchNow(conversation: Conversation, passage: string): boolean {
  return ABOUT_PICKING_UP.has(passage) && mayBeNearHarm(conversation);
}

/** Whether the conversation spoke of harm to the baby. */
export function mayBeNearHarm({ concern }: Pick<Conversation, 'concern'>): boolean {
  return concern?.category === 'harm-to-baby';
}

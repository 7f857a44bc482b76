import type { Understanding } from '../knowledge/matcher.ts';

/** Where one thing a parent writes ends and another begins. */
const BETWEEN_QUESTIONS = /[?!.;\n]+|\b(?:also|plus|another thing|one more thing)\b/iu;
/** Fewer words are too little to be asked about. */
const FEWEST_WORDS = 3;
/** Longer, a message is a story: its sentences are no questions of their own. */
const MAX_CHARACTERS = 400;
const MAX_PARTS = 4;

/**
 * What a message asks beside the main thing it was understood as: the label of a passage or a signpost that a part of
 * it would get by itself. Undefined: it asks one thing.
 */
export function secondQuestion(match: (text: string) => Understanding, text: string, main: string): string | undefined {
  if (text.length > MAX_CHARACTERS) return undefined;
  const parts = text.split(BETWEEN_QUESTIONS).filter((part) => part.trim().split(/\s+/u).length >= FEWEST_WORDS);
  if (parts.length < 2 || parts.length > MAX_PARTS) return undefined;
  for (const part of parts) {
    const { kind, best } = match(part);
    if ((kind === 'answer' || kind === 'signpost') && best.label !== main) return best.label;
  }
  return undefined;
}

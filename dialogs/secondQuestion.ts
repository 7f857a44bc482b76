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
export function secondQuestion(match: Match, text: string, main: string): string | undefined {
  for (const { best } of clearQuestions(match, text)) if (best.label !== main) return best.label;
  return undefined;
}

/**
 * The first thing a message asks, where two questions at once were as likely as each other, so that none was clear.
 * Undefined: not that a part of it is clearer, or not that it asks two things.
 */
export function firstOfTwoQuestions(match: Match, text: string): Understanding | undefined {
  const [first, ...others] = [...clearQuestions(match, text)];
  return others.some(({ best }) => best.label !== first?.best.label) ? first : undefined;
}

type Match = (text: string) => Understanding;

/** The parts of a message that have an answer or a signpost by themselves. Empty: it asks one thing, or is a story. */
function* clearQuestions(match: Match, text: string): Generator<Understanding> {
  if (text.length > MAX_CHARACTERS) return;
  const parts = text.split(BETWEEN_QUESTIONS).filter((part) => part.trim().split(/\s+/u).length >= FEWEST_WORDS);
  if (parts.length < 2 || parts.length > MAX_PARTS) return;
  for (const part of parts) {
    const understanding = match(part);
    if (understanding.kind === 'answer' || understanding.kind === 'signpost') yield understanding;
  }
}

import type { ContentProblem } from '../contentProblem.ts';
import type { Library } from '../library.ts';
import { countWords } from '../sentences.ts';

const MAX_BUBBLES = 3;
const MAX_WORDS = 90;
const MAX_ACTION_WORDS = 20;

/** A frightened person reads the first line: a crisis reply begins with the action alone and is short as a whole. */
export function checkCrisisReplies({ safetyReplies }: Library): readonly ContentProblem[] {
  return safetyReplies.flatMap(({ file, item }) => [
    ...lengthOf(file, '## First', item.first),
    ...lengthOf(file, '## Again', item.again),
    ...actionOf(file, item.first[0] ?? ''),
  ]);
}

function lengthOf(file: string, part: string, bubbles: readonly string[]): ContentProblem[] {
  const words = countWords(bubbles.join(' '));
  return [
    ...(bubbles.length > MAX_BUBBLES ? [{ file, what: `"${part}" has ${bubbles.length} paragraphs, at most ${MAX_BUBBLES}. Put some together.` }] : []),
    ...(words > MAX_WORDS ? [{ file, what: `"${part}" has ${words} words in all, at most ${MAX_WORDS}. Shorten it.` }] : []),
  ];
}

function actionOf(file: string, action: string): ContentProblem[] {
  const words = countWords(action);
  if (words <= MAX_ACTION_WORDS) return [];
  return [{ file, what: `The first paragraph of "## First" has ${words} words, at most ${MAX_ACTION_WORDS}: the action alone.` }];
}

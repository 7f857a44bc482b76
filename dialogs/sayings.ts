import type { ReplyKind, Said } from '../common/reply.ts';
import type { Entry, SafetyReply, Words } from '../knowledge/content.ts';
import { bubblesOf } from './bubbles.ts';

export type Shelf = 'messages' | 'signposts' | 'smalltalk' | 'barriers';

/** Says words of ours, a bubble a paragraph; `choices` (default: the file's own) come with the last. */
export function sayWords(
  shelf: Shelf,
  words: Words,
  kind: ReplyKind,
  options: { readonly again?: boolean; readonly afterDanger?: boolean; readonly choices?: readonly string[] } = {},
): readonly Said[] {
  const [part, bubbles] = wordsNow(words, options);
  return withChoices(references(`${shelf}/${words.id}`, part, bubbles.length, kind), options.choices ?? words.choices);
}

/** Nothing cheerful follows a crisis reply, so words for after it come before all others. */
function wordsNow(
  { say, sayAgain, sayAfterDanger = [] }: Words,
  { again, afterDanger }: { readonly again?: boolean; readonly afterDanger?: boolean },
): readonly [part: string, bubbles: readonly string[]] {
  if (afterDanger === true && sayAfterDanger.length > 0) return ['after-danger', sayAfterDanger];
  return again === true && sayAgain.length > 0 ? ['say-again', sayAgain] : ['say', say];
}

/** Quotes the passage that answers the question. */
export function sayShortAnswer(entry: Entry): readonly Said[] {
  return references(`entries/${entry.id}`, 'short-answer', bubblesOf(entry.shortAnswer).length, 'answer');
}

/** Quotes the rest of the passage. Empty: there is no more. */
export function sayFullAnswer(entry: Entry): readonly Said[] {
  return references(`entries/${entry.id}`, 'full-answer', bubblesOf(entry.fullAnswer).length, 'answer');
}

/** Says the reply of one row of the red-flag table; the shorter one when the same concern comes again. */
export function sayCrisis(reply: SafetyReply, again: boolean): readonly Said[] {
  const part = again ? 'again' : 'first';
  const bubbles = again ? reply.again : reply.first;
  return withChoices(references(`safety/${reply.id}`, part, bubbles.length, 'crisis'), reply.choices);
}

/** Puts choices under the last bubble, where a parent looks for them. */
export function withChoices(bubbles: readonly Said[], choices: readonly string[]): readonly Said[] {
  return bubbles.map((said, index) => ({ ...said, choices: index === bubbles.length - 1 ? choices : [] }));
}

function references(file: string, part: string, count: number, kind: ReplyKind): readonly Said[] {
  return Array.from({ length: count }, (_, index) => ({ kind, content: `${file}#${part}.${index}`, choices: [] }));
}

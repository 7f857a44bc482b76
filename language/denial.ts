import type { FoundConcept } from './concepts.ts';
import type { SaidConcept } from './features.ts';

const DENIALS = new Set(['not', 'never', 'nor', 'neither', 'without', 'hardly']);
const BETWEEN = new Set(
  'a an the at all any even being been be is really very so that too overly particularly actually especially exactly the least bit remotely usually normally getting feeling longer it way'.split(
    ' ',
  ),
);
const WORDS_BETWEEN_AT_MOST = 3;

/** Marks the concepts that a message says are not so: "she is NOT clingy", "not at all clingy", "no longer clingy". */
export function markDenied(words: readonly string[], concepts: readonly FoundConcept[]): SaidConcept[] {
  return concepts.map((concept) => ({ ...concept, denied: isDenied(words, concept.from) }));
}

function isDenied(words: readonly string[], from: number): boolean {
  for (let at = from - 1; at >= 0 && at >= from - 1 - WORDS_BETWEEN_AT_MOST; at--) {
    const word = words[at] ?? '';
    if (DENIALS.has(word) || (word === 'no' && words[at + 1] === 'longer')) return true;
    if (!BETWEEN.has(word)) return false;
  }
  return false;
}

import { countWords, MAX_BUBBLE_WORDS } from '../knowledge/sentences.ts';

/** Puts whole sentences into bubbles of at most `maxWords` words. A longer sentence has a bubble of its own. */
export function bubblesOf(sentences: readonly string[], maxWords: number = MAX_BUBBLE_WORDS): readonly string[] {
  const bubbles: string[] = [];
  for (const sentence of sentences) {
    const grown = [...bubbles.slice(-1), sentence].join(' ');
    if (bubbles.length > 0 && countWords(grown) <= maxWords) bubbles.splice(-1, 1, grown);
    else bubbles.push(sentence);
  }
  return bubbles;
}

/** Titles and short forms whose full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(‘'“"])(?:Dr|Mr|Mrs|Ms|Prof|St|No|vs|e\.g|i\.e)\.$/u;

/** Most words of the interview in one bubble: about what a phone shows. Longer answers part between sentences. */
export const MAX_BUBBLE_WORDS = 60;

/** Where one sentence ends and the next begins: closing marks stay with the first, opening marks go with the second. */
const BOUNDARY = /(?<=[.!?…][’'”")\]]*)\s+(?=[‘'“"([]*[\p{Lu}\d])/u;

/**
 * Splits text into its sentences, in order, with single spaces inside. A sentence never crosses an empty line,
 * and words without a full stop, such as a signature, are a sentence of their own.
 */
export function splitSentences(text: string): string[] {
  return paragraphsOf(text).flatMap((paragraph) => rejoinAbbreviations(paragraph.split(BOUNDARY)));
}

/** Splits text at its empty lines. Line breaks inside a paragraph are spaces. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** How many words a reader counts: what stands between spaces and holds a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function rejoinAbbreviations(pieces: readonly string[]): string[] {
  const sentences: string[] = [];
  for (const piece of pieces) {
    const before = sentences.at(-1);
    if (before !== undefined && ABBREVIATION.test(before)) sentences[sentences.length - 1] = `${before} ${piece}`;
    else sentences.push(piece);
  }
  return sentences;
}

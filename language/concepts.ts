/** Words that mean the same to a parent: a concept's name, and every way of saying it, in normalised words. */
export interface Concept {
  readonly name: string;
  readonly phrases: readonly string[];
}

/** One place in a message where a concept was found: from word `from` up to, not including, word `to`. */
export interface FoundConcept {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Finds concepts in the words of a message, in order, the longest phrase at each place; they do not overlap. */
export type FindConcepts = (words: readonly string[]) => FoundConcept[];

interface Phrase {
  readonly name: string;
  readonly words: readonly string[];
}

/** Makes a finder for a lexicon. A phrase listed under two concepts belongs to the first. */
export function conceptFinder(concepts: readonly Concept[]): FindConcepts {
  const byFirstWord = new Map<string, Phrase[]>();
  for (const { name, phrases } of concepts) {
    for (const phrase of phrases) {
      const words = phrase.split(' ');
      const first = words[0] ?? '';
      byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { name, words }]);
    }
  }
  for (const phrases of byFirstWord.values()) phrases.sort((a, b) => b.words.length - a.words.length);

  return (words) => {
    const found: FoundConcept[] = [];
    for (let at = 0; at < words.length; ) {
      const phrase = byFirstWord.get(words[at] ?? '')?.find((candidate) => standsAt(candidate.words, words, at));
      if (phrase !== undefined) found.push({ name: phrase.name, from: at, to: at + phrase.words.length });
      at += phrase?.words.length ?? 1;
    }
    return found;
  };
}

function standsAt(phrase: readonly string[], words: readonly string[], at: number): boolean {
  return phrase.every((word, i) => words[at + i] === word);
}

import { countWords, splitSentences } from './sentences.ts';

/** In the Flesch-Kincaid formula a school year is one; children start at five. */
const AGE_AT_SCHOOL_YEAR_0 = 5;

/**
 * Estimates the age at which a child reads `text` with ease (Flesch-Kincaid grade plus five), from the lengths of
 * sentences and words. Rough: it misjudges names, and says nothing of fewer than about thirty words.
 */
export function readingAge(text: string): number {
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return AGE_AT_SCHOOL_YEAR_0;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const wordsPerSentence = countWords(text) / splitSentences(text).length;
  return 0.39 * wordsPerSentence + 11.8 * (syllables / words.length) - 15.59 + AGE_AT_SCHOOL_YEAR_0;
}

/** Groups of vowels, without a silent e at the end. At least one. */
function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/gu, '');
  const groups = letters.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/u, '').match(/[aeiouy]+/gu);
  return Math.max(1, groups?.length ?? 0);
}

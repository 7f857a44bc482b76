import { expandContraction } from './contractions.ts';
import { foldHomoglyphs } from './homoglyphs.ts';
import { writeOut } from './spellingPairs.ts';

const LONG_RUNS_OF_MARKS = /(\p{M}{2})\p{M}+/gu;
const LINE_BREAKS = /[\t\n\v\f\r\u0085]+/g;
const INVISIBLE = /[\p{C}\p{Emoji_Modifier}\uFE00-\uFE0F\u115F\u1160\u3164\uFFA0\u2800]+/gu;
const MARKS_LEFT_ON_LATIN = /(?<=\p{Script=Latin})\p{M}+/gu;
const APOSTROPHES = /[\u2018\u2019\u201B\u2032\u00B4\u0060\uFF07]/g;
const SAD_FACE = /:-?'?[([]/g;
const GLAD_FACE = /:-?[)\]D]/g;
const REPEATED_LETTERS = /(\p{L})\1{2,}/gu;
const TOKEN = /[\p{L}\p{M}\p{Nd}]+(?:'[\p{L}\p{M}\p{Nd}]+)*|\p{Extended_Pictographic}/gu;
const DIGIT = /\d/;
const DIGITS_OR_LETTERS = /\d+|\D+/g;
/** Nothing to fold, as in most messages. A colon may be of a face. */
const PLAIN_ALREADY = /^[\n\u2029 !-9;-_a-~]*$/;

/** A full stop inside a number or a row of dots ("I want to ... die") ends nothing. */
export const SENTENCE_END = /(?<![.!?;])[.!?;]+(?=\s)(?<!\.\.)/gu;
/** Holds no word, and is left standing by all that is done to characters. */
const SENTENCE_BREAK = '\u2029';

/**
 * Writes a text as small plain words with one space between: the form in which texts are compared.
 *
 * Full-width, look-alike, invisible and stacked characters are folded away; contractions, short forms and American
 * spellings are written out; a letter repeated three times or more is kept twice. Punctuation goes; each emoji stays as
 * a word of its own. Empty: the text had no word and no emoji. Takes time in proportion to the length of the text.
 */
export function normaliseText(text: string): string {
  return normaliseWords(text).join(' ');
}

/** The words of `normaliseText`, in order. */
export function normaliseWords(text: string): string[] {
  return wordsOf(plainCharacters(text));
}

/** The words of each sentence of a text, in order: those of `normaliseText`. Sentences without a word are left out. */
export function normaliseSentences(text: string): string[][] {
  return plainCharacters(text.replace(SENTENCE_END, SENTENCE_BREAK))
    .split(SENTENCE_BREAK)
    .map(wordsOf)
    .filter((words) => words.length > 0);
}

function wordsOf(plain: string): string[] {
  const words: string[] = [];
  for (const token of plain.match(TOKEN) ?? []) addWords(token, words);
  return words;
}

function plainCharacters(text: string): string {
  if (PLAIN_ALREADY.test(text)) return text.toLowerCase().replace(REPEATED_LETTERS, '$1$1');
  const visible = text
    // Normalising takes the square of a run of marks, so long runs are cut before, not after.
    .replace(LONG_RUNS_OF_MARKS, '$1')
    .replace(LINE_BREAKS, ' ')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(MARKS_LEFT_ON_LATIN, '')
    .replace(APOSTROPHES, "'")
    .replace(SAD_FACE, ' 😢 ')
    .replace(GLAD_FACE, ' 🙂 ');
  return foldHomoglyphs(visible).toLowerCase().replace(REPEATED_LETTERS, '$1$1');
}

function addWords(token: string, words: string[]): void {
  const written = writeOut(token);
  if (written !== token) words.push(...written.split(' '));
  else if (!DIGIT.test(token)) addPlainWord(token, words);
  else for (const part of token.match(DIGITS_OR_LETTERS) ?? []) addPlainWord(part, words);
}

function addPlainWord(token: string, words: string[]): void {
  const expanded = expandContraction(token);
  for (const word of expanded === token ? [token] : expanded.split(' ')) {
    const written = writeOut(word);
    if (written.includes(' ')) words.push(...written.split(' '));
    else words.push(written);
  }
}

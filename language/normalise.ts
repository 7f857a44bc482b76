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
const DIGITS_OR_LETTERS = /\d+|\D+/g;

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
  const tokens = plainCharacters(text).match(TOKEN) ?? [];
  const words: string[] = [];
  for (const token of tokens) addWords(token, words);
  return words;
}

function plainCharacters(text: string): string {
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
  const isShortForm = written !== token;
  if (isShortForm) words.push(...written.split(' '));
  else for (const part of token.match(DIGITS_OR_LETTERS) ?? []) addPlainWord(part, words);
}

function addPlainWord(token: string, words: string[]): void {
  const expanded = expandContraction(token);
  for (const word of expanded.split(' ')) {
    const written = writeOut(word);
    if (written.includes(' ')) words.push(...written.split(' '));
    else words.push(written);
  }
}

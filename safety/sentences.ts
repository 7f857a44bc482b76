import { normaliseWords } from '../language/normalise.ts';

/** A full stop inside a number or a row of dots ("I want to ... die") ends nothing. */
const END = /(?<![.!?])[.!?;]+(?=\s)(?<!\.\.)/u;

/** The words of each sentence of a message, in order. Sentences without a word are left out. */
export function sentencesOf(text: string): readonly (readonly string[])[] {
  return text
    .split(END)
    .map(normaliseWords)
    .filter((words) => words.length > 0);
}

/** Each sentence of a message as it was typed, and each line: a greeting above a message is no part of it. */
export function sentenceTexts(text: string): readonly string[] {
  const sentences = text.split(LINE_BREAK).flatMap((line) => line.split(END));
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => HAS_WORD.test(sentence));
}

const LINE_BREAK = /[\r\n]+/u;
const HAS_WORD = /[\p{L}\p{N}]/u;

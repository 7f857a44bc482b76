import { SENTENCE_END } from '../language/normalise.ts';

const LINE_BREAK = /[\r\n]+/u;
const HAS_WORD = /[\p{L}\p{N}]/u;

/** Each sentence of a message as it was typed, and each line: a greeting above a message is no part of it. */
export function sentenceTexts(text: string): readonly string[] {
  const sentences = text.split(LINE_BREAK).flatMap((line) => line.split(SENTENCE_END));
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => HAS_WORD.test(sentence));
}

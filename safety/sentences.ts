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

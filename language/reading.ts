import type { Concept } from './concepts.ts';
import { conceptFinder } from './concepts.ts';
import { markDenied } from './denial.ts';
import type { Features, SaidConcept } from './features.ts';
import { featuresOf, hashWords } from './features.ts';
import { hear, type Hearable } from './heardText.ts';
import type { CorrectWords } from './spelling.ts';

/** A message, read: what everything that judges it works from. */
export interface Reading {
  /** Normalised and corrected, in order. Empty: nothing to read. */
  readonly words: readonly string[];
  /** Whether correcting the spelling changed a word. */
  readonly wasCorrected: boolean;
  readonly concepts: readonly SaidConcept[];
  readonly features: Features;
}

/** Reads one message. */
export type ReadMessage = (text: Hearable) => Reading;

/** Makes a reader: normalise, correct the spelling, find concepts, list features. The same in training and in use. */
export function messageReader(correct: CorrectWords, concepts: readonly Concept[]): ReadMessage {
  const find = conceptFinder(concepts);
  return (text) => {
    const heard = hear(text);
    const words = correct(heard.words);
    const wasCorrected = !isSame(words, heard.words);
    const said = markDenied(words, find(words));
    const hashed = wasCorrected ? hashWords(words) : heard.hashed;
    return { words, wasCorrected, concepts: said, features: featuresOf(words, said, hashed) };
  };
}

function isSame(words: readonly string[], typed: readonly string[]): boolean {
  return words.length === typed.length && words.every((word, at) => word === typed[at]);
}

import { type Concept, conceptFinder } from '../language/concepts.ts';
import { markDenied } from '../language/denial.ts';
import { type Features, featuresOf, partOf, type SaidConcept } from '../language/features.ts';
import { hear, type Hearable, type HeardText } from '../language/heardText.ts';

/** A message, read for the second layer. */
export interface WindowedMessage {
  readonly whole: Features;
  /** Of each window of a long message, in order. Empty: the message is short enough to be judged as a whole. */
  readonly windows: readonly Features[];
}

/** Reads a message. Undefined: it has no word. */
export type ReadWindows = (text: Hearable) => WindowedMessage | undefined;

/** How many words are judged together in a long message, where a danger would drown in the rest. */
const WINDOW_WORDS = 15;
const STEP_WORDS = 7;
const SHORT_WORDS = 25;

/**
 * Makes a reader of messages: as a whole, and of more than 25 words also in windows of 15 that overlap by half.
 *
 * Windows are counted in words, not in sentences: many parents type without a full stop. Takes time in proportion to
 * the length of the message.
 */
export function windowReader(concepts: readonly Concept[]): ReadWindows {
  const find = conceptFinder(concepts);
  return (text) => {
    const heard = hear(text);
    const { words } = heard;
    if (words.length === 0) return undefined;
    const said = markDenied(words, find(words));
    const windows = words.length > SHORT_WORDS ? windowsOf(heard, said) : [];
    return { whole: featuresOf(words, said, heard.hashed), windows };
  };
}

function windowsOf({ words, hashed }: HeardText, said: readonly SaidConcept[]): Features[] {
  const windows: Features[] = [];
  let next = 0;
  for (let from = 0; from + STEP_WORDS < words.length; from += STEP_WORDS) {
    const to = from + WINDOW_WORDS;
    while ((said[next]?.from ?? Infinity) < from) next += 1;
    windows.push(featuresOf(words.slice(from, to), saidWithin(said, next, { from, to }), partOf(hashed, from, to)));
  }
  return windows;
}

/** The concepts from number `first` on that lie in a window, with their places counted from its start. */
function saidWithin(
  said: readonly SaidConcept[],
  first: number,
  { from, to }: { readonly from: number; readonly to: number },
): SaidConcept[] {
  const within: SaidConcept[] = [];
  for (let at = first; at < said.length && (said[at]?.to ?? Infinity) <= to; at += 1) {
    const concept = said[at];
    if (concept !== undefined) within.push({ ...concept, from: concept.from - from, to: concept.to - from });
  }
  return within;
}

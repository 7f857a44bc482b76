import type { Content } from '../knowledge/content.ts';
import { hear, type HeardText } from '../language/heardText.ts';
import { normaliseText } from '../language/normalise.ts';
import { bareAnswer } from './help/typedAnswer.ts';
import type { Classify } from '../safety/classifier.ts';

/** Steps whose listed answers say nothing of how a parent is. What is hardest does, and so it is judged. */
const PLAIN_ANSWERS: readonly string[] = ['danger', 'tell', 'nation', 'words', 'ways', 'offer', 'pick-up', 'at-any-time'];
/** Answers that do speak of danger, or come near it. */
const JUDGED: ReadonlySet<string> = new Set(['danger-yes', 'at-the-limit']);

/** Words of ours that parents give back, normalised: what our buttons say, and plain answers to our questions. */
export function knownWords({ interface: pages, entries, signposts, help }: Content): ReadonlySet<string> {
  const titles = [
    ...(pages.get('choices')?.words.values() ?? []),
    ...[...entries.values(), ...signposts.values()].map(({ button }) => button),
  ];
  const answers = PLAIN_ANSWERS.flatMap((file) => help.get(file)?.understoodAs ?? []);
  const phrases = answers.filter(({ choice }) => !JUDGED.has(choice)).flatMap((answer) => answer.phrases);
  return new Set([...titles, ...phrases].map(normaliseText));
}

/** No button of ours says more. */
const MAX_CHARACTERS = 80;
/** Two answers in one: "someone I trust, my sister". */
const BETWEEN_ANSWERS = /,| or | and /u;

/**
 * The second layer of triage, without words that are ours: many channels send a tapped button as typed text, and what
 * has learned from messages of parents would hear danger in "Rather not say". The rules still read every message.
 */
export function exceptKnownWords(classify: Classify, known: ReadonlySet<string>): Classify {
  const isKnownPart = ({ plain }: HeardText): boolean => known.has(plain) || known.has(bareAnswer(plain));
  const isKnown = (heard: HeardText): boolean =>
    heard.text.length <= MAX_CHARACTERS && (isKnownPart(heard) || partsOf(heard).every(isKnownPart));
  return (given) => {
    const texts = given.map(hear);
    return texts.every(isKnown) ? { lead: 0 } : classify(texts);
  };
}

function partsOf(heard: HeardText): readonly HeardText[] {
  const parts = heard.text.split(BETWEEN_ANSWERS);
  return parts.length === 1 ? [heard] : parts.map(hear);
}

import type { Content } from '../../knowledge/content.ts';
import { hear, type Hearable } from '../../language/heardText.ts';
import { normaliseText } from '../../language/normalise.ts';

/** How parents type choices, by the file of the help dialog that they belong to. Longest first. */
export type HelpPhrases = ReadonlyMap<string, readonly HelpPhrase[]>;

interface HelpPhrase {
  readonly choice: string;
  /** Normalised. */
  readonly phrase: string;
  readonly within: boolean;
}

/** Longer, a message is a story and not a choice. */
const MAX_WORDS = 14;
const MAX_CHARACTERS = 120;
/** Only so much of a message is looked through. */
const READ_CHARACTERS_AT_MOST = 2_000;
/** A question mark after so few words is a doubt about the answer, not a question: "the gp?" */
const MAX_WORDS_IN_DOUBT = 4;
const QUESTION_WORDS = new Set(
  'is are am do does did can could should would will why how what whats when who where which was were has have'.split(' '),
);
const NEGATIONS = new Set(['not', 'never', 'except']);
/** "He will not sleep" is what is hardest; "not the GP" is nobody to tell. */
const NOT_IS_AN_ANSWER: ReadonlySet<string> = new Set(['hardest']);
const AROUND_ANSWERS = /^(?:um|er|erm|well|oh|so|just|actually|i think|i guess|probably|maybe|the|my|a|its|it is|in|from|i am|we are|i am in|i live in|we live in|i am from) | (?:please|pls|thanks|thank you|ta|then|now|i think|i guess|really|probably|in fact|actually|maybe|first|instead)$/u;

/** Prepares the phrases of the content, once. */
export function helpPhrases({ help }: Pick<Content, 'help'>): HelpPhrases {
  return new Map([...help.values()].map(({ id, match, understoodAs }) => {
    const phrases = understoodAs.flatMap(({ choice, phrases: list }) =>
      list.map((text) => ({ choice, phrase: normaliseText(text), within: match === 'within' })),
    );
    return [id, phrases.sort((one, other) => other.phrase.length - one.phrase.length)];
  }));
}

/**
 * The choice that a file's phrases find in the message. Undefined: it says something else.
 *
 * `whole`: only a message that is a phrase, whatever the file says.
 */
export function typedAnswer(phrases: HelpPhrases, file: string, text: Hearable, as?: 'whole'): string | undefined {
  const heard = hear(text);
  if (heard.text.length > MAX_CHARACTERS) return undefined;
  const { plain: typed, words } = heard;
  if (words.length === 0 || words.length > MAX_WORDS) return undefined;
  const list = phrases.get(file) ?? [];
  const bare = bareAnswer(typed);
  const whole = list.find(({ phrase }) => phrase === typed || phrase === bare);
  if (whole !== undefined) return whole.choice;
  return as === 'whole' || isQuestion(heard) ? undefined : firstWithin(list, typed, !NOT_IS_AN_ANSWER.has(file))?.choice;
}

/** Whether a phrase of a file stands anywhere in a message, under the given choice. */
export function saysAnywhere(phrases: HelpPhrases, file: string, choice: string, text: Hearable): boolean {
  const typed = ` ${hear(text).upTo(READ_CHARACTERS_AT_MOST).plain} `;
  return (phrases.get(file) ?? []).some((each) => each.choice === choice && typed.includes(` ${each.phrase} `));
}

/** Whether a message asks rather than answers. */
export function isQuestion(given: Hearable): boolean {
  const heard = hear(given);
  const { words } = heard.upTo(MAX_CHARACTERS);
  return QUESTION_WORDS.has(words[0] ?? '') || (heard.text.includes('?') && words.length > MAX_WORDS_IN_DOUBT);
}

/** An answer, normalised, without the small words that people put around one: "well, my gp i think" is "gp". */
export function bareAnswer(typed: string): string {
  const bare = typed.replace(AROUND_ANSWERS, '');
  return bare === typed ? bare : bareAnswer(bare);
}

/** Of several, the one said first: "the midwife, or my mate". */
function firstWithin(list: readonly HelpPhrase[], typed: string, deniable: boolean): HelpPhrase | undefined {
  const found = list
    .filter(({ within }) => within)
    .map((each) => ({ each, at: ` ${typed} `.indexOf(` ${each.phrase} `) }))
    .filter(({ at }) => at >= 0 && !(deniable && isDenied(typed, at)));
  return found.sort((one, other) => one.at - other.at)[0]?.each;
}

function isDenied(typed: string, at: number): boolean {
  const before = typed.slice(0, Math.max(0, at)).trim().split(' ');
  return before.slice(-2).some((word) => NEGATIONS.has(word));
}

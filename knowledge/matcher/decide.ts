import type { IsEnglish } from '../../language/dictionary.ts';
import type { ScoredLabel } from '../../language/linearClassifier.ts';
import type { Reading } from '../../language/reading.ts';
import type { MatchingSettings } from '../content.ts';
import type { Signs, Understanding } from '../matcher.ts';
import { ANOTHER_LANGUAGE, familyOf, isOfferable } from './families.ts';

/** The reviewed settings, and what is never a button. */
export interface DecisionRules {
  readonly settings: MatchingSettings;
  readonly neverOffered: ReadonlySet<string>;
  readonly isEnglish: IsEnglish;
}

/** What was decided. Whoever read the message adds how it was read. */
export type Decision = Omit<Understanding, 'corrected' | 'wasCorrected' | 'signs'>;

/** A message about to be decided on. */
interface Case extends DecisionRules {
  readonly reading: Reading;
  /** Best first. */
  readonly ranked: readonly ScoredLabel[];
  readonly best: ScoredLabel;
}

const OFFERED_AT_MOST = 3;
const LETTERS = /\p{L}/u;
const OTHER_LETTERS = /^[\p{L}\p{M}]+$/u;
const LATIN_LETTERS = /\p{Script=Latin}/u;

/** Decides what to do with a message: the steps in their order, the first that applies wins. */
export function decide(reading: Reading, all: readonly ScoredLabel[], rules: DecisionRules): Decision {
  const ranked = withoutUnnamed(reading, all, rules.settings);
  const best = ranked[0] ?? { label: 'unanswerable', score: 0 };
  const message: Case = { ...rules, reading, ranked, best };
  return (
    tooLittleSaid(message) ??
    anotherLanguage(message) ??
    distress(message) ??
    oneWord(message) ??
    deniedTopic(message) ??
    byFamily(message)
  );
}

/** What needs a word for it, and has none in the message, is not thought of. */
function withoutUnnamed(
  { concepts }: Reading,
  ranked: readonly ScoredLabel[],
  { neededConcepts }: MatchingSettings,
): readonly ScoredLabel[] {
  const unnamed = [...neededConcepts].filter(([, needed]) => !concepts.some(({ name }) => name === needed));
  if (unnamed.length === 0) return ranked;
  const dropped = new Set(unnamed.map(([topic]) => `signpost:${topic}`));
  return ranked.filter(({ label }) => !dropped.has(label));
}

/** What the message shows beside what it asks, however it is answered. */
export function signsOf(ranked: readonly ScoredLabel[], settings: MatchingSettings): Signs {
  const score = (label: string): number => ranked.find((each) => each.label === label)?.score ?? -Infinity;
  return {
    distress: score('help-dialog') >= settings.distressSignAtLeast,
    illness: score('signpost:baby-illness') >= settings.illnessSignAtLeast,
  };
}

/** Nothing but emoji, or nothing at all: topics are offered, never guessed. */
function tooLittleSaid({ reading }: Case): Decision | undefined {
  const somethingSaid = reading.words.some((word) => LETTERS.test(word) || /\d/.test(word));
  return somethingSaid ? undefined : menu();
}

/** Mostly written in an alphabet that English does not use. */
function anotherLanguage(message: Case): Decision | undefined {
  const { words } = message.reading;
  const other = words.filter((word) => !LATIN_LETTERS.test(word) && OTHER_LETTERS.test(word));
  if (other.length === 0) return undefined;
  const written = words.filter((word) => OTHER_LETTERS.test(word));
  return other.length * 2 > written.length ? give('signpost', scored(message, ANOTHER_LANGUAGE), message) : undefined;
}

/** Distress is met first, also when the message asks something and the question scores somewhat higher. */
function distress(message: Case): Decision | undefined {
  const { best, settings } = message;
  const help = scored(message, 'help-dialog');
  const beats = best.score - help.score <= settings.helpDialogWithin;
  return help.score >= settings.helpDialogAtLeast && beats ? give('help-dialog', help, message) : undefined;
}

/** One word is a topic when it clearly names one. Any other word gets the menu; what is no word is declined. */
function oneWord({ reading, best, settings, isEnglish }: Case): Decision | undefined {
  const [word = ''] = reading.words;
  if (reading.words.length !== 1) return undefined;
  if (familyOf(best.label) === 'unanswerable') return isEnglish(word) ? menu() : undefined;
  return best.score < settings.oneWordAtLeast ? menu() : undefined;
}

/** "She is NOT clingy" is no question about a clingy baby: others are offered before it. */
function deniedTopic(message: Case): Decision | undefined {
  const { best, ranked, reading, settings } = message;
  const concept = settings.deniedConcepts.get(best.label);
  const said = reading.concepts.filter(({ name }) => name === concept);
  if (said.length === 0 || said.some(({ denied }) => !denied)) return undefined;
  const others = offerable({ ...message, ranked: ranked.slice(1) }).slice(0, OFFERED_AT_MOST - 1);
  return offer({ ...message, ranked: [...others, best] });
}

function byFamily(message: Case): Decision {
  const { best, settings } = message;
  switch (familyOf(best.label)) {
    case 'passage':
      return best.score >= settings.answerAtLeast && leads(message) ? give('answer', best, message) : offerOrDecline(message);
    case 'signpost':
      return best.score >= settings.signpostAtLeast ? give('signpost', best, message) : offerOrDecline(message);
    case 'smalltalk':
      return best.score >= settings.smalltalkAtLeast ? give('smalltalk', best, message) : decline(message);
    case 'help-dialog':
      return decline(message);
    case 'unanswerable':
      return decline(message);
  }
}

/** What is never a button could not be chosen afterwards: asked for, it is given. */
function leads({ best, ranked, settings, neverOffered }: Case): boolean {
  return neverOffered.has(best.label) || best.score - (ranked[1]?.score ?? -Infinity) >= settings.marginAtLeast;
}

function offerOrDecline(message: Case): Decision {
  const { best, settings } = message;
  const outside = scored(message, 'unanswerable').score;
  const mayBeOutside = best.score - outside < settings.outOfScopeWithin;
  return best.score >= settings.clarifyAtLeast && !mayBeOutside ? offer(message) : decline(message);
}

function offer(message: Case): Decision {
  const candidates = offerable(message);
  if (candidates.length === 0) return decline(message);
  const best = { label: 'clarification', score: candidates[0]?.score ?? 0 };
  return { kind: 'clarification', best, score: best.score, candidates, alternatives: candidates.map(({ label }) => label) };
}

function decline(message: Case): Decision {
  return give('unanswerable', { label: 'unanswerable', score: message.best.score }, message);
}

function give(kind: Understanding['kind'], best: ScoredLabel, message: Case): Decision {
  const others = { ...message, ranked: message.ranked.filter(({ label }) => label !== best.label) };
  return { kind, best, score: best.score, candidates: [], alternatives: offerable(others).map(({ label }) => label) };
}

function menu(): Decision {
  const best = { label: 'clarification', score: 0 };
  return { kind: 'clarification', best, score: 0, candidates: [], alternatives: [] };
}

function offerable({ ranked, neverOffered }: Case): ScoredLabel[] {
  const offered: ScoredLabel[] = [];
  for (const each of ranked) {
    if (offered.length === OFFERED_AT_MOST) break;
    if (isOfferable(each.label) && !neverOffered.has(each.label)) offered.push(each);
  }
  return offered;
}

function scored({ ranked }: Case, label: string): ScoredLabel {
  return ranked.find((candidate) => candidate.label === label) ?? { label, score: -Infinity };
}

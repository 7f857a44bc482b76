import { excusedWords, type WordsExcused } from './excuses.ts';
import { fullMatches, phraseSearch } from './phraseSearch.ts';
import { byPressure, type Concern, type ConcernFound, type TriageRule, type WordGroups } from './rule.ts';
import type { PhraseFound } from './phraseFinder.ts';
import { sentencesOf } from './sentences.ts';

export type { Concern } from './rule.ts';

/** Looks for danger in one message, given as typed and with its spelling corrected. Absent: none was found. */
export type Triage = (texts: readonly string[]) => Concern | undefined;

/**
 * Makes the safety check. Any of the texts may show the danger; each is read to its end, however long.
 *
 * The check is pure, does no I/O, never throws, and takes time in proportion to the length of the message. It errs
 * towards concern: an exception excuses only the words it touches, within one sentence, never the whole message.
 * @throws PhraseError when a phrase of a rule cannot be read
 */
export function triager(rules: readonly TriageRule[], groups: WordGroups = new Map()): Triage {
  const danger = phraseSearch(rules.map(({ phrases }) => phrases), groups);
  const excuse = phraseSearch(rules.map(({ exceptPhrases }) => exceptPhrases), groups);

  const rulesFired = (text: string): readonly number[] => {
    const sentences = sentencesOf(text);
    const found = danger.find(sentences.flat());
    if (fullMatches(found, danger).length === 0) return [];
    const excused = excusedWords(sentences, excuse);
    const serious = found.filter((match) => !isExcused(match, excused.get(danger.bulletOf(match).list)));
    return fullMatches(serious, danger).map((match) => danger.bulletOf(match).list);
  };
  return (texts) => {
    const fired = new Set([...new Set(texts)].flatMap(rulesFired));
    return mostPressing(rules.filter((_, index) => fired.has(index)));
  };
}

function isExcused({ first, last }: PhraseFound, words: WordsExcused | undefined): boolean {
  if (words === undefined) return false;
  for (let word = first; word <= last; word += 1) if (words.has(word)) return true;
  return false;
}

function mostPressing(fired: readonly TriageRule[]): Concern | undefined {
  const found = fired.map(({ id, category, urgency, row }): ConcernFound => ({ category, urgency, row, rule: id }));
  const [first, ...rest] = found.sort(byPressure);
  if (first === undefined) return undefined;
  const others = rest.filter(({ row }, index) => row !== first.row && rest.findIndex((o) => o.row === row) === index);
  return others.length === 0 ? first : { ...first, others };
}

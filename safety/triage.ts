import { normaliseWords } from '../language/normalise.ts';
import { phraseFinder, type PhraseFound } from './phraseFinder.ts';
import { type Phrase, phraseReader } from './phrase.ts';
import { byPressure, type Concern, type ConcernFound, type TriageRule, type WordGroups } from './rule.ts';

export type { Concern } from './rule.ts';

/** Looks for danger in one message, given as typed and with its spelling corrected. Absent: none was found. */
export type Triage = (texts: readonly string[]) => Concern | undefined;

/**
 * Makes the safety check. Any of the texts may show the danger; each is read to its end, however long.
 *
 * The check is pure, does no I/O, never throws, and takes time in proportion to the length of the message. Errs
 * towards concern: an exception excuses only the words it touches.
 * @throws PhraseError when a phrase of a rule cannot be read
 */
export function triager(rules: readonly TriageRule[], groups: WordGroups = new Map()): Triage {
  const danger = searchFor(rules, groups, ({ phrases }) => phrases);
  const excuse = searchFor(rules, groups, ({ exceptPhrases }) => exceptPhrases);

  const rulesFired = (text: string): readonly number[] => {
    const words = normaliseWords(text);
    const found = danger.find(words);
    if (found.length === 0) return [];
    const excused = excusedWords(excuse.find(words), excuse);
    return firing(found.filter((match) => !touches(match, excused.get(danger.ruleOf(match)))), danger);
  };
  return (texts) => {
    const fired = new Set([...new Set(texts)].flatMap(rulesFired));
    return mostPressing(rules.filter((_, index) => fired.has(index)));
  };
}

/** Phrases of many rules, searched for together. A combination is one bullet; with `&` it has several phrases. */
interface Search {
  readonly find: (words: readonly string[]) => PhraseFound[];
  readonly ruleOf: (match: PhraseFound) => number;
  readonly combinationOf: (match: PhraseFound) => Combination;
}

interface Combination {
  readonly rule: number;
  readonly phrases: readonly Phrase[];
}

function searchFor(
  rules: readonly TriageRule[],
  groups: WordGroups,
  bulletsOf: (rule: TriageRule) => readonly string[],
): Search {
  const read = phraseReader(groups);
  const combinations = rules.flatMap((rule, index) =>
    bulletsOf(rule).map((bullet): Combination => ({ rule: index, phrases: read(bullet) })),
  );
  const owners = combinations.flatMap((combination) => combination.phrases.map(() => combination));
  const combinationOf = ({ phrase }: PhraseFound): Combination => owners[phrase] ?? { rule: -1, phrases: [] };
  return {
    find: phraseFinder(combinations.flatMap(({ phrases }) => phrases)),
    ruleOf: (match) => combinationOf(match).rule,
    combinationOf,
  };
}

/** The matches of combinations of which every phrase was found. */
function complete(found: readonly PhraseFound[], search: Search): readonly PhraseFound[] {
  const seen = new Map<Combination, Set<number>>();
  for (const match of found) {
    const combination = search.combinationOf(match);
    const phrases = seen.get(combination) ?? new Set();
    seen.set(combination, phrases.add(match.phrase));
  }
  return found.filter((match) => {
    const combination = search.combinationOf(match);
    return seen.get(combination)?.size === combination.phrases.length;
  });
}

/** By rule: the numbers of the words that an exception of this rule touches. */
function excusedWords(found: readonly PhraseFound[], search: Search): ReadonlyMap<number, ReadonlySet<number>> {
  const excused = new Map<number, Set<number>>();
  for (const match of complete(found, search)) {
    const words = excused.get(search.ruleOf(match)) ?? new Set();
    for (let word = match.first; word <= match.last; word += 1) words.add(word);
    excused.set(search.ruleOf(match), words);
  }
  return excused;
}

function touches({ first, last }: PhraseFound, words: ReadonlySet<number> | undefined): boolean {
  if (words === undefined) return false;
  for (let word = first; word <= last; word += 1) if (words.has(word)) return true;
  return false;
}

function firing(found: readonly PhraseFound[], search: Search): readonly number[] {
  return complete(found, search).map(search.ruleOf);
}

function mostPressing(fired: readonly TriageRule[]): Concern | undefined {
  const found = fired.map(({ id, category, urgency, row }): ConcernFound => ({ category, urgency, row, rule: id }));
  const [first, ...rest] = found.sort(byPressure);
  if (first === undefined) return undefined;
  const others = rest.filter(({ row }, index) => row !== first.row && rest.findIndex((o) => o.row === row) === index);
  return others.length === 0 ? first : { ...first, others };
}

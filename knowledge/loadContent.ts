import { relative } from 'node:path';
import { checkCompleteness } from './checks/completeness.ts';
import { checkCrisisReplies } from './checks/crisisReplies.ts';
import type { Check } from './checks/check.ts';
import { checkHelpDialog } from './checks/helpDialog.ts';
import { checkLinks } from './checks/links.ts';
import { checkLocal } from './checks/local.ts';
import { checkOurWords } from './checks/ourWords.ts';
import { checkCoverage, checkQuotations } from './checks/quotations.ts';
import { checkReviews } from './checks/reviews.ts';
import { checkSafetyRules } from './checks/safetyRules.ts';
import { checkServices } from './checks/services.ts';
import { checkWordings } from './checks/wordings.ts';
import type { Content, Entry, MatchingSettings, SafetyClassifierSettings, Source } from './content.ts';
import { PASSAGE_IDS } from './contentIds.ts';
import { ContentError, type ContentProblem } from './contentProblem.ts';
import type { EntryFile } from './kinds/entry.ts';
import { type Loaded, optional } from './kinds/kind.ts';
import { filesOf, type Library, readLibrary } from './library.ts';
import { originalSentence } from './traceability.ts';

/** What the content folder holds, and all that is wrong with it. */
export interface LoadedContent {
  /** Usable only when there are no problems. */
  readonly content: Content;
  /** In no particular order; `describeProblems` groups them by file. */
  readonly problems: readonly ContentProblem[];
  /** The same files one by one, with who signed them. */
  readonly library: Library;
}

const CHECKS: readonly Check[] = [
  checkCompleteness,
  checkLinks,
  checkQuotations,
  checkCoverage,
  checkOurWords,
  checkCrisisReplies,
  checkHelpDialog,
  checkSafetyRules,
  checkServices,
  checkLocal,
  checkReviews,
  checkWordings,
];

/** Matches nothing: what the program would use if the settings could be missing. They cannot: that is a problem. */
const NO_ANSWERS: MatchingSettings = {
  answerAtLeast: Infinity,
  clarifyAtLeast: Infinity,
  marginAtLeast: Infinity,
  helpDialogAtLeast: Infinity,
  helpDialogWithin: 0,
  signpostAtLeast: Infinity,
  smalltalkAtLeast: Infinity,
  outOfScopeWithin: 0,
  oneWordAtLeast: Infinity,
  distressSignAtLeast: -Infinity,
  illnessSignAtLeast: -Infinity,
  deniedConcepts: new Map(),
  neededConcepts: new Map(),
};

/** Finds nothing and sets nothing aside: what triage would use if its settings could be missing. */
const RULES_ALONE: SafetyClassifierSettings = {
  concernAtLeast: Infinity,
  emergencyAtLeast: Infinity,
  partAtLeast: Infinity,
  emergencyWithin: 0,
  uneasyWithin: 0,
  kindSureAtLeast: -Infinity,
  setAsideBelow: -Infinity,
  neverSetAside: [],
  rows: new Map(),
};

/** Reads the whole folder once, and checks it. Never throws. Takes some tens of milliseconds. */
export function loadContent(folder: string): LoadedContent {
  const library = readLibrary(folder);
  const problems = [...library.problems, ...CHECKS.flatMap((check) => check(library))];
  return { content: contentOf(library), problems: withoutRepeats(problems), library };
}

/**
 * Reads the whole folder once and gives it only when it is whole.
 *
 * @throws ContentError CONTENT_INVALID with every problem at once.
 */
export function checkedContent(folder: string): Content {
  const { content, problems } = loadContent(folder);
  if (problems.length > 0) throw new ContentError(shownFolder(folder), problems);
  return content;
}

/** One fault can show in several bubbles of a file; an editor reads it once. */
function withoutRepeats(problems: readonly ContentProblem[]): readonly ContentProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** The folder as an editor knows it: below the folder the program was started in, where it is there. */
export function shownFolder(folder: string): string {
  const below = relative(process.cwd(), folder);
  return below === '' || below.startsWith('..') ? folder : below;
}

function contentOf(library: Library): Content {
  const sources = byId(library.sources);
  return {
    sources,
    entries: new Map(inOrder(library).map((file) => [file.id, entryOf(file, library, sources)])),
    messages: byId(library.messages),
    signposts: byId(library.signposts),
    smalltalk: byId(library.smalltalk),
    services: byId(library.services),
    safety: {
      rules: library.safetyRules.map(({ item }) => item).sort((one, other) => (one.id < other.id ? -1 : 1)),
      wordGroups: library.wordGroups[0]?.item ?? new Map(),
      classifier: library.safetyClassifier[0]?.item ?? RULES_ALONE,
      replies: byId(library.safetyReplies),
    },
    barriers: byId(library.barriers),
    ...optional('local', library.local[0]?.item),
    help: byId(library.help),
    interface: byId(library.interface),
    matching: library.matching[0]?.item ?? NO_ANSWERS,
    drafts: draftsOf(library),
  };
}

function byId<Item extends { readonly id: string }>(shelf: readonly Loaded<Item>[]): ReadonlyMap<string, Item> {
  return new Map(shelf.map(({ item }) => [item.id, item]));
}

/** The interview's order: by question, then as the passages are listed; passages that are not listed last. */
function inOrder({ entries, questions }: Library): EntryFile[] {
  const place = (file: EntryFile): readonly [number, number] => {
    const order = questions.find(({ item }) => item.group === file.group)?.item.order ?? 0;
    const listed = PASSAGE_IDS.findIndex((id) => id === file.id);
    return [order, listed < 0 ? PASSAGE_IDS.length : listed];
  };
  const placed = entries.map(({ item }) => ({ item, place: place(item) }));
  placed.sort((one, other) => one.place[0] - other.place[0] || one.place[1] - other.place[1]);
  return placed.map(({ item }) => item);
}

function entryOf(file: EntryFile, { questions }: Library, sources: Content['sources']): Entry {
  const source = sources.get(file.source);
  return {
    ...file,
    question: questions.find(({ item }) => item.group === file.group)?.item.text ?? '',
    speaker: file.speaker ?? source?.speaker ?? '',
    shortAnswer: inSourceSpelling(file.shortAnswer, source),
    fullAnswer: inSourceSpelling(file.fullAnswer, source),
  };
}

/** What is said is the source's own sentence, also where an entry has other curls on its quotation marks. */
function inSourceSpelling(sentences: readonly string[], source: Source | undefined): readonly string[] {
  if (source === undefined) return sentences;
  return sentences.map((sentence) => originalSentence(sentence, source) ?? sentence);
}

/** The path of each draft without its ending, such as `messages/welcome`. */
function draftsOf(library: Library): readonly string[] {
  const drafts = filesOf(library).filter(({ review }) => review?.status === 'draft');
  return drafts.map(({ file }) => file.replace(/\.md$/u, ''));
}

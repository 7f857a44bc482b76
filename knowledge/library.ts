import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type {
  Barrier, HelpWords, InterfaceWords, LocalHelp, MatchingSettings, SafetyClassifierSettings, SafetyReply, SafetyRule,
  Service, Signpost, Source, Words,
} from './content.ts';
import { parseContentFile } from './contentFile.ts';
import type { ContentProblem } from './contentProblem.ts';
import { FactReader } from './factReader.ts';
import { barrierKind } from './kinds/barrier.ts';
import { type EntryFile, entryKind } from './kinds/entry.ts';
import { helpWordsKind } from './kinds/helpWords.ts';
import { interfaceKind } from './kinds/interfaceWords.ts';
import { type Kind, type Loaded, optional, readReview } from './kinds/kind.ts';
import { localKind } from './kinds/local.ts';
import { type Question, questionKind } from './kinds/question.ts';
import { safetyClassifierKind } from './kinds/safetyClassifier.ts';
import { safetyReplyKind } from './kinds/safetyReply.ts';
import { safetyRuleKind } from './kinds/safetyRule.ts';
import { serviceKind } from './kinds/service.ts';
import { matchingKind } from './kinds/settings.ts';
import { sourceKind } from './kinds/source.ts';
import { wordGroupsKind } from './kinds/wordGroups.ts';
import { signpostKind, wordsKind } from './kinds/words.ts';

/** The content folder as it was read, file by file: what the checks look at. */
export interface Library {
  readonly sources: readonly Loaded<Source>[];
  readonly questions: readonly Loaded<Question>[];
  readonly entries: readonly Loaded<EntryFile>[];
  readonly messages: readonly Loaded<Words>[];
  readonly smalltalk: readonly Loaded<Words>[];
  readonly signposts: readonly Loaded<Signpost>[];
  readonly services: readonly Loaded<Service>[];
  readonly barriers: readonly Loaded<Barrier>[];
  /** One, or none: then the charity has no helpline of its own here. */
  readonly local: readonly Loaded<LocalHelp>[];
  readonly safetyRules: readonly Loaded<SafetyRule>[];
  readonly safetyReplies: readonly Loaded<SafetyReply>[];
  /** One, or none when the file is missing. */
  readonly wordGroups: readonly Loaded<ReadonlyMap<string, readonly string[]>>[];
  /** One, or none when the file is missing. */
  readonly safetyClassifier: readonly Loaded<SafetyClassifierSettings>[];
  readonly help: readonly Loaded<HelpWords>[];
  readonly interface: readonly Loaded<InterfaceWords>[];
  /** One, or none when the file is missing. */
  readonly matching: readonly Loaded<MatchingSettings>[];
  readonly fileCount: number;
  /** What could not be read. */
  readonly problems: readonly ContentProblem[];
}

/** A file of the content folder and its text. */
interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** Where each kind of file stands. Files of settings that others read are only looked at for readable facts. */
const PLACES = {
  sources: /^sources\/[^/]+\.md$/u,
  questions: /^entries\/[^/]+\/question\.md$/u,
  entries: /^entries\/[^/]+\/(?!question\.md$)[^/]+\.md$/u,
  messages: /^messages\/[^/]+\.md$/u,
  smalltalk: /^smalltalk\/[^/]+\.md$/u,
  signposts: /^signposts\/[^/]+\.md$/u,
  services: /^services\/[^/]+\.md$/u,
  barriers: /^barriers\/[^/]+\.md$/u,
  local: /^local\/helpline\.md$/u,
  safetyRules: /^safety\/rules\/[^/]+\/[^/]+\.md$/u,
  safetyReplies: /^safety\/replies\/[^/]+\.md$/u,
  wordGroups: /^safety\/word-groups\.md$/u,
  safetyClassifier: /^safety\/classifier\.md$/u,
  help: /^dialogs\/help\/[^/]+\.md$/u,
  interface: /^interface\/[^/]+\.md$/u,
  matching: /^settings\/matching\.md$/u,
  otherSettings: /^settings\/(?!matching\.md$)[^/]+\.md$/u,
} as const;

const KNOWN_FOLDERS =
  'sources, entries/<question>, messages, smalltalk, signposts, services, barriers, safety/rules/<category>, safety/replies, dialogs/help, interface, settings, local (helpline.md)';

/** Notes for people, and hidden files. */
const NOT_CONTENT = /(?:^|\/)(?:README\.md|\.[^/]*)$/u;

/** Every file of every shelf. */
export function filesOf(library: Library): readonly Loaded<unknown>[] {
  const { sources, questions, entries, messages, smalltalk, signposts, services, matching } = library;
  const { barriers, local, safetyRules, safetyReplies, wordGroups, safetyClassifier } = library;
  const words = [...messages, ...smalltalk, ...signposts, ...barriers, ...library.help, ...library.interface];
  const places = [...services, ...local];
  const safety = [...safetyRules, ...safetyReplies, ...wordGroups, ...safetyClassifier];
  return [...sources, ...questions, ...entries, ...words, ...places, ...safety, ...matching];
}

/** Reads the whole content folder, once. A folder that is not there is an empty one with a problem. */
export function readLibrary(folder: string): Library {
  const problems: ContentProblem[] = [];
  const files = readTextFiles(folder, problems);
  const read = <Item>(place: keyof typeof PLACES, kind: Kind<Item>): Loaded<Item>[] =>
    files.filter(({ path }) => PLACES[place].test(path)).map((file) => loadFile(file, kind, problems));
  problems.push(...files.flatMap(problemsOfPlace));
  return {
    sources: read('sources', sourceKind),
    questions: read('questions', questionKind),
    entries: read('entries', entryKind),
    messages: read('messages', wordsKind),
    smalltalk: read('smalltalk', wordsKind),
    signposts: read('signposts', signpostKind),
    services: read('services', serviceKind),
    barriers: read('barriers', barrierKind),
    local: read('local', localKind),
    safetyRules: read('safetyRules', safetyRuleKind),
    safetyReplies: read('safetyReplies', safetyReplyKind),
    wordGroups: read('wordGroups', wordGroupsKind),
    safetyClassifier: read('safetyClassifier', safetyClassifierKind),
    help: read('help', helpWordsKind),
    interface: read('interface', interfaceKind),
    matching: read('matching', matchingKind),
    fileCount: files.length,
    problems,
  };
}

function problemsOfPlace({ path, text }: TextFile): readonly ContentProblem[] {
  if (PLACES.otherSettings.test(path)) return parseContentFile(path, text).problems;
  return Object.values(PLACES).some((place) => place.test(path)) ? [] : [{ file: path, what: noPlace(path) }];
}

function loadFile<Item>({ path, text }: TextFile, kind: Kind<Item>, problems: ContentProblem[]): Loaded<Item> {
  const reader = new FactReader(parseContentFile(path, text), kind);
  const item = kind.read(reader);
  const review = kind.facts.includes('status') ? readReview(reader) : undefined;
  problems.push(...reader.problems);
  return { file: path, item, ...optional('review', review) };
}

/** In the order of their paths, so that the same content is the same on every machine. */
function readTextFiles(folder: string, problems: ContentProblem[]): TextFile[] {
  try {
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !NOT_CONTENT.test(path));
    return paths.sort().map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    problems.push({ file: '', what: `The folder or a file in it cannot be read (${code}).` });
    return [];
  }
}

function noPlace(path: string): string {
  if (!path.endsWith('.md')) return 'Only files that end in .md are read. Rename it, or move it out of the content folder.';
  return `Files here are not read. Known folders: ${KNOWN_FOLDERS}.`;
}

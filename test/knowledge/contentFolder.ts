import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import {
  CHOICES_OFFERED_BY_NAME, HELP_PARTS, MESSAGES_SAID_BY_NAME, PASSAGE_IDS, SIGNPOST_TOPICS, SMALLTALK_TYPES,
} from '../../knowledge/contentIds.ts';
import { CATEGORIES } from '../../knowledge/kinds/safetyRule.ts';
import { matchingKind } from '../../knowledge/kinds/settings.ts';
import { loadContent } from '../../knowledge/loadContent.ts';

/** What to do with a file of the valid folder: new text, a change of its text, or `undefined` to leave it out. */
export type Changes = Readonly<Record<string, string | ((text: string) => string) | undefined>>;

const DRAFT = 'status: draft\nreviewed_by: ""\nreviewed_on: ""\nreview_by: ""';
const GROUPS = [...new Set(PASSAGE_IDS.map((id) => id.replace(/\..*/u, '')))];

/** Makes a small valid content folder with the changes in it, hands it over, and takes it away again. */
export function withContent<Result>(changes: Changes, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  try {
    for (const [path, text] of changedFiles(changes)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The one sentence of the made-up source that a passage quotes. */
export function sentenceOf(passage: string): string {
  return `Babies feel ‘things’ about ${passage.replaceAll(/\W/gu, ' ')}, so we listen.`;
}

/** A fault planted in the valid folder, and what the check says about it. */
export interface Fault {
  /** Completes the sentence "finds …". */
  readonly fault: string;
  readonly changes: Changes;
  /** A part of `file: line n: what`. */
  readonly found: string | RegExp;
}

/** One test for each fault: the check names it. */
export function itFinds(faults: readonly Fault[]): void {
  for (const { fault, changes, found } of faults) {
    it(`finds ${fault}`, () => {
      const problems = problemsWith(changes).join('\n');
      if (typeof found === 'string') expect(problems).to.contain(found);
      else expect(problems).to.match(found);
    });
  }
}

/** Every problem of the changed folder as `file: line n: what`. */
export function problemsWith(changes: Changes): string[] {
  const { problems } = withContent(changes, loadContent);
  return problems.map(({ file, line, what }) => `${file}: ${line === undefined ? '' : `line ${line}: `}${what}`);
}

/** A change of a file: the first `before` becomes `after`. */
export function replace(before: string, after: string): (text: string) => string {
  return (text) => text.replace(before, () => after);
}

/** The four review lines of a signed file. */
export function approval(reviewedOn: string, reviewBy: string): string {
  return `status: approved\nreviewed_by: Dr Example\nreviewed_on: ${reviewedOn}\nreview_by: ${reviewBy}`;
}

/** A change of a file: signed instead of draft. */
export function approved(reviewedOn: string, reviewBy: string): (text: string) => string {
  return (text) => text.replace(/status: draft[\s\S]*review_by: ""/u, approval(reviewedOn, reviewBy));
}

function changedFiles(changes: Changes): Map<string, string> {
  const files = new Map(Object.entries(validFiles()));
  for (const [path, change] of Object.entries(changes)) {
    const before = files.get(path);
    if (change === undefined) files.delete(path);
    else if (typeof change === 'string') files.set(path, change);
    else files.set(path, changed(path, before, change));
  }
  return files;
}

/** A change that changes nothing would make a test that cannot fail. */
function changed(path: string, before: string | undefined, change: (text: string) => string): string {
  const after = change(before ?? '');
  if (before === undefined || before === after) throw new Error(`The test does not change ${path}.`);
  return after;
}

function validFiles(): Record<string, string> {
  return {
    'README.md': 'Notes for editors.',
    'sources/talk.md': file({ id: 'talk', title: 'A talk', speaker: 'Ann Example' }, `## Transcript\n\n${transcript()}`),
    ...Object.fromEntries(GROUPS.map((group, index) => [`entries/${group}/question.md`, question(group, index + 1)])),
    ...Object.fromEntries(PASSAGE_IDS.map((id) => [`entries/${id.replace(/\..*/u, '')}/${id}.md`, entry(id)])),
    ...wordsIn('messages', MESSAGES_SAID_BY_NAME),
    ...wordsIn('smalltalk', SMALLTALK_TYPES),
    ...wordsIn('signposts', SIGNPOST_TOPICS, 'button: Who can help'),
    ...Object.fromEntries(Object.entries(HELP_PARTS).map(([id, parts]) => [`dialogs/help/${id}.md`, helpWords(id, parts)])),
    'services/line.md': service(),
    ...Object.fromEntries(CATEGORIES.map((category) => [`safety/rules/${category}/${category}-now.md`, rule(category)])),
    'safety/replies/suicide-now.md': reply('suicide-now'),
    'safety/replies/emergency-signpost.md': reply('emergency-signpost'),
    'safety/word-groups.md': file({ id: 'word-groups' }, '## Groups\n\n### self\n\n- myself\n- me', DRAFT),
    'interface/choices.md': file(
      { id: 'choices' },
      '',
      `words:\n${CHOICES_OFFERED_BY_NAME.map((id) => `  ${id}: Tap here`).join('\n')}\n${DRAFT}`,
    ),
    'settings/matching.md': matching(),
  };
}

function file(facts: Readonly<Record<string, string>>, body: string, more = ''): string {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  return ['---', ...lines, ...(more === '' ? [] : [more]), '---', '', body, ''].join('\n');
}

function transcript(): string {
  const paragraphs = GROUPS.flatMap((group) => [
    `What is said of ${group}?`,
    PASSAGE_IDS.filter((id) => id.startsWith(`${group}.`)).map(sentenceOf).join(' '),
  ]);
  return [...paragraphs, 'This was said last year.', 'Ann Example, Speaker'].join('\n\n');
}

function question(group: string, order: number): string {
  const leftOut = '\n\n## Left out\n\n- "This was said last year." - it is no longer true\n- "Ann Example, Speaker" - a signature';
  const facts = { id: group, source: 'talk', order: String(order) };
  return file(facts, `## Question\n\nWhat is said of ${group}?${order === 1 ? leftOut : ''}`);
}

function entry(id: string): string {
  const facts = {
    id,
    button: 'Ask this',
    opening: '"About this:"',
    source: 'talk',
    audience: id.startsWith('charities.') ? 'charities' : 'parents',
    only_when_asked: String(id === 'signs.withdrawn'),
    related: id.startsWith('support.') ? '[help.who]' : '[]',
  };
  return file(facts, `## Asked as\n\n### a tired parent\n\n- what about ${id}\n\n## Short answer\n\n${sentenceOf(id)}`, DRAFT);
}

function wordsIn(folder: string, ids: readonly string[], more = ''): Record<string, string> {
  const words = (id: string): string =>
    file({ id, says_when: 'It is needed', choices: '[]', services: '[line]' }, '## Say\n\nYou can ring 116 123.', [more, DRAFT].join('\n').trim());
  return Object.fromEntries(ids.map((id) => [`${folder}/${id}.md`, words(id)]));
}

/** One step, card or page of the help dialog, with every part that is counted on. */
function helpWords(id: string, parts: readonly string[]): string {
  const heading = (part: string): string => `${part.charAt(0).toUpperCase()}${part.slice(1)}`.replaceAll('-', ' ').replace('teams', 'Teams');
  const sections = parts.map((part) => `## ${heading(part)}\n\nYou can ring 116 123.`);
  const answers = '## Understood as\n\n### help-stop\n\n- stop';
  return file({ id, says_when: 'It is needed', choices: '[]', services: '[line]' }, [...sections, answers].join('\n\n'), DRAFT);
}

function service(): string {
  const facts = {
    id: 'line',
    name: 'The Line',
    nations: '[]',
    phone: '"116 123"',
    call_label: '"Ring The Line: 116 123"',
    always: 'true',
    stated_on: '2026-10',
    stated_by: 'https://example.org',
    checked_on: '""',
    checked_by: '""',
    never_withheld: 'true',
  };
  return file(facts, '## Say\n\nAnswers any time, free.');
}

function rule(category: string): string {
  const facts = { id: `${category}-now`, category, urgency: 'emergency', row: 'suicide-now', owner: 'safeguarding lead' };
  const body = '## Phrases\n\n- kill {self}\n\n## Examples\n\n- i will kill myself\n\n## Counter-examples\n\n- my back is killing me';
  return file(facts, body, DRAFT);
}

/** Every number the matcher asks for, whatever they are at the time. */
function matching(): string {
  const numbers = matchingKind.facts.filter((name) => /_(?:least|within|most)$/u.test(name));
  const facts = { id: 'matching', ...byName(numbers, '0.1'), answer_at_least: '0.5' };
  return file(facts, '', 'denied_concepts:\n  signs.clingy: clingy\nneeded_concepts:\n  sleep: sleep');
}

function reply(id: string): string {
  const body = '## First\n\nRing 999 now.\n\nOr ring 116 123.\n\n## Again\n\nPlease ring 999.';
  return file({ id, services: '[line]', action_services: '[line]', choices: '[]' }, body, DRAFT);
}

function byName(names: readonly string[], value: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** `node scripts/hazardLog.ts`: writes docs/hazard-log.md from docs/hazards/. A test sees to it that it is fresh. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseContentFile } from '../knowledge/contentFile.ts';

/** One thing that can go wrong for a parent, and what stands against it. */
export interface Hazard {
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly control: string;
  readonly tests: readonly NamedTest[];
  readonly residualRisk: string;
}

/** A test that proves a control: its file, and its title with `…` for what varies. */
export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

const ROOT = join(import.meta.dirname, '..');
const LOG = join(ROOT, 'docs/hazard-log.md');
const TEST = /^- (\S+\.test\.ts): (.+)$/;
/** A title in a test file: of `it`, or a planted fault, of which each makes a test "finds …". */
const TITLE = /\b(it|fault)(?:\(|: )(['"`])((?:\\.|(?!\2)[^\\])*)\2/g;
const WHAT_VARIES = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** Reads the hazards in the order of their files. @throws Error naming the file that lacks a part. */
export function readHazards(folder: string = join(ROOT, 'docs/hazards')): readonly Hazard[] {
  return readdirSync(folder).sort().map((name) => hazardIn(name, readFileSync(join(folder, name), 'utf8')));
}

/** Writes the log as one page. */
export function hazardLog(hazards: readonly Hazard[]): string {
  const rows = hazards.map(({ id, title }, index) => `${index + 1}. [${title}](#${id})`);
  return `${[INTRODUCTION, rows.join('\n'), ...hazards.map(section)].join('\n\n')}\n`;
}

/** The titles of the tests in the text of a test file, with `…` for what varies. Skipped tests are not among them. */
export function titlesIn(text: string): ReadonlySet<string> {
  const titles = [...text.matchAll(TITLE)].map(([, kind, , title = '']) => {
    const plain = title.replace(WHAT_VARIES, '…').replaceAll(/\\(.)/g, '$1');
    return kind === 'it' ? plain : `finds ${plain}`;
  });
  return new Set(titles);
}

function hazardIn(name: string, text: string): Hazard {
  const { facts, sections, problems } = parseContentFile(name, text);
  const fact = (key: string): string => {
    const found = facts.get(key);
    return found?.kind === 'text' ? found.text : '';
  };
  const part = (heading: string): string => sections.find((each) => each.heading === heading)?.lines.join('\n').trim() ?? '';
  const tests = part('Tests').split('\n').map((line) => testIn(name, line));
  const hazard = {
    id: fact('id'), title: fact('title'), cause: part('Cause'), control: part('Control'), tests, residualRisk: part('Residual risk'),
  };
  const isWhole = Object.values(hazard).every((value) => value.length > 0);
  if (problems.length > 0 || !isWhole) throw new Error(`docs/hazards/${name} needs id, title, Cause, Control, Tests and Residual risk.`);
  return hazard;
}

function testIn(name: string, line: string): NamedTest {
  const [, file, title] = TEST.exec(line) ?? [];
  if (file === undefined || title === undefined) throw new Error(`docs/hazards/${name}: "${line}" names no test as "- file: title".`);
  return { file, title };
}

function section({ id, title, cause, control, tests, residualRisk }: Hazard): string {
  const proofs = tests.map((test) => `- \`${test.file}\`: ${test.title}`).join('\n');
  return [
    `<a id="${id}"></a>\n\n## ${title}`, `**Cause.** ${cause}`, `**Control.** ${control}`, `**Proved by**\n\n${proofs}`,
    `**Residual risk.** ${residualRisk}`,
  ].join('\n\n');
}

const INTRODUCTION = `# Hazard log

What can go wrong for a parent, what stands against it, which test proves that it stands, and what is left. Written by \`node scripts/hazardLog.ts\` from \`docs/hazards/\`: change it there. A test fails when a hazard names no test that exists, or when this page is not fresh; the named tests run with all others. \`…\` in a title stands for what varies.

No clinical safety officer has read this log. It grades no likelihood and no severity: that is for a registered clinician who knows where and how the program is used.`;

if (import.meta.main) writeFileSync(LOG, hazardLog(readHazards()));

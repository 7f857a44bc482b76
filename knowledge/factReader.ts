import type { ContentFile, Section } from './contentFile.ts';
import type { ContentProblem } from './contentProblem.ts';
import type { Fact } from './frontMatter.ts';
import { isRealDay, isRealMonth } from './days.ts';
import { paragraphsOf } from './sentences.ts';

/** Which facts and headings a kind of file may have. Anything else is a spelling mistake, and is refused as one. */
export interface FileShape {
  readonly facts: readonly string[];
  readonly headings: readonly string[];
}

/** A bullet with the `### ` heading above it, if any. */
export interface Bullet {
  readonly under: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Hands out the facts and sections of one file in the types the program needs, and collects every problem on the way.
 * After a problem it hands out something harmless (empty text, an empty list), so that reading goes on to the next.
 */
export class FactReader {
  readonly #file: ContentFile;
  readonly #problems: ContentProblem[];

  constructor(file: ContentFile, shape: FileShape) {
    this.#file = file;
    this.#problems = [...file.problems];
    for (const [name, { line }] of file.facts) {
      if (!shape.facts.includes(name)) this.problem(`"${name}" is not known here. Known: ${shape.facts.join(', ')}`, line);
    }
    this.#checkHeadings(shape.headings);
  }

  get path(): string {
    return this.#file.path;
  }

  /** File name without folder and ending. */
  get fileName(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1, -'.md'.length);
  }

  get problems(): readonly ContentProblem[] {
    return this.#problems;
  }

  problem(what: string, line?: number): void {
    this.#problems.push(line === undefined ? { file: this.path, what } : { file: this.path, line, what });
  }

  has(name: string): boolean {
    return this.#file.facts.has(name);
  }

  /** Text that must be there. */
  text(name: string, example: string): string {
    const text = this.blankable(name);
    if (text === '') this.problem(`"${name}" is missing. Add it, such as: ${name}: ${example}`, this.#file.facts.get(name)?.line);
    return text;
  }

  /** Text that may be missing or empty: then empty. */
  blankable(name: string): string {
    const fact = this.#file.facts.get(name);
    return fact === undefined ? '' : this.#asText(name, fact);
  }

  /** Text that may be missing or empty: then absent. */
  optional(name: string): string | undefined {
    const text = this.blankable(name);
    return text === '' ? undefined : text;
  }

  /** One of the known words; the first of them when the fact is missing. */
  oneOf<Word extends string>(name: string, known: readonly [Word, ...Word[]]): Word {
    const text = this.blankable(name);
    const word = known.find((candidate) => candidate === text);
    if (word === undefined && this.has(name)) this.#unknownWord(name, text, known);
    return word ?? known[0];
  }

  /** A list of known words. Missing: empty. */
  listOf<Word extends string>(name: string, known: readonly Word[]): readonly Word[] {
    const words = this.list(name);
    for (const word of words) if (!known.some((candidate) => candidate === word)) this.#unknownWord(name, word, known);
    return known.filter((candidate) => words.includes(candidate));
  }

  /** A list of texts in its order. Missing: empty. */
  list(name: string): readonly string[] {
    const fact = this.#file.facts.get(name);
    if (fact === undefined) return [];
    if (fact.kind === 'list') return fact.items.map((item) => this.#asText(name, item));
    this.problem(`"${name}" is a list. Put square brackets around it, such as: ${name}: [first, second]`, fact.line);
    return [];
  }

  /** `true` or `false`, without quotation marks. Missing: false. */
  flag(name: string): boolean {
    const fact = this.#file.facts.get(name);
    if (fact === undefined) return false;
    if (fact.kind === 'other' && typeof fact.value === 'boolean') return fact.value;
    this.problem(`"${name}" is yes or no. Write ${name}: true or ${name}: false`, fact.line);
    return false;
  }

  /** A number from `least` to `most`; `least` when it is missing or no number. */
  number(name: string, least: number, most: number): number {
    const fact = this.#file.facts.get(name);
    const value = fact?.kind === 'other' ? fact.value : undefined;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    const fault = fact === undefined ? `"${name}" is missing. Add it` : `"${name}" is no such number. Write it`;
    this.problem(`${fault} without quotation marks: a number from ${least} to ${most}.`, fact?.line);
    return least;
  }

  /** A real day such as 2026-05-01, or empty. With `orMonth` also 2026-05. */
  day(name: string, orMonth = false): string {
    const text = this.blankable(name);
    if (text === '' || isRealDay(text) || (orMonth && isRealMonth(text))) return text;
    this.problem(`"${name}" is no day of the calendar. Write year, month and day, such as: ${name}: 2026-05-01`, this.#file.facts.get(name)?.line);
    return '';
  }

  /** The names and texts of a map such as `words:`, in the file's order. */
  map(name: string): ReadonlyMap<string, string> {
    const fact = this.#file.facts.get(name);
    if (fact?.kind === 'map') return new Map([...fact.facts].map(([key, value]) => [key, this.#asText(key, value)]));
    const fault = fact === undefined ? `"${name}" is missing. Add it, with` : `"${name}" needs`;
    this.problem(`${fault} a name and a text on each line below it, two spaces in, such as: send: Send`, fact?.line);
    return new Map();
  }

  hasSection(heading: string): boolean {
    return this.#section(heading) !== undefined;
  }

  /** The paragraphs under a heading, each with single spaces inside. Without the heading: empty. */
  paragraphs(heading: string): readonly string[] {
    return paragraphsOf(this.#section(heading)?.lines.join('\n') ?? '');
  }

  /** As `paragraphs`, where the heading and something below it must be there. */
  words(heading: string): readonly string[] {
    const paragraphs = this.paragraphs(heading);
    if (paragraphs.length === 0) this.problem(`"## ${heading}" is missing or empty. Add the heading and the words below it.`);
    return paragraphs;
  }

  /** The bullets under a heading (`- text`, continued on lines that are set in), with the `### ` heading above each. */
  bullets(heading: string): readonly Bullet[] {
    const section = this.#section(heading);
    const bullets: { under: string; line: number; text: string }[] = [];
    let under = '';
    for (const [index, raw] of (section?.lines ?? []).entries()) {
      const line = (section?.line ?? 0) + 1 + index;
      const [, subheading] = /^###\s+(.+)$/u.exec(raw.trim()) ?? [];
      const [, bullet] = /^-\s+(.+)$/u.exec(raw.trim()) ?? [];
      const last = bullets.at(-1);
      if (subheading !== undefined) under = subheading.trim();
      else if (bullet !== undefined) bullets.push({ under, line, text: bullet.trim() });
      else if (/^\s+\S/u.test(raw) && last !== undefined) last.text += ` ${raw.trim()}`;
      else if (raw.trim() !== '') this.problem('This line is no bullet. Begin it with "- ".', line);
    }
    return bullets;
  }

  #checkHeadings(known: readonly string[]): void {
    const [before, ...sections] = this.#file.sections;
    const stray = before?.lines.findIndex((line) => line.trim() !== '') ?? -1;
    if (before !== undefined && stray >= 0) {
      this.problem('This text stands under no heading. Put a heading above it, such as: ## Say', before.line + stray);
    }
    for (const [index, { heading, line }] of sections.entries()) {
      if (!known.includes(heading)) this.problem(unknownHeading(heading, known), line);
      const twice = sections.slice(0, index).some((other) => other.heading === heading);
      if (twice) this.problem(`"## ${heading}" stands here twice. Keep one of them.`, line);
    }
  }

  #section(heading: string): Section | undefined {
    return this.#file.sections.find((section) => section.heading === heading);
  }

  #asText(name: string, fact: Fact): string {
    if (fact.kind === 'text') return fact.text.trim();
    if (fact.kind === 'other' && fact.value === null) return '';
    this.problem(fact.kind === 'other' ? notText(name, fact.written) : `"${name}" is one text, not a list.`, fact.line);
    return '';
  }

  #unknownWord(name: string, word: string, known: readonly string[]): void {
    this.problem(`"${name}" cannot be "${word}". Known: ${known.join(', ')}`, this.#file.facts.get(name)?.line);
  }
}

function notText(name: string, written: string): string {
  const mend = `Put quotation marks around it: ${name}: "${written}"`;
  if (/^0\d/u.test(written)) return `"${name}" lost its first zero. ${mend}`;
  return `"${name}" is read as a number or as yes or no, not as text. ${mend}`;
}

function unknownHeading(heading: string, known: readonly string[]): string {
  const list = known.map((name) => `## ${name}`).join(', ');
  return `The heading "## ${heading}" is not known here. Known: ${list === '' ? 'none' : list}`;
}

import type { ContentProblem } from './contentProblem.ts';
import { type Fact, readFrontMatter } from './frontMatter.ts';

/** One Markdown file of the content folder, taken apart but not yet understood. */
export interface ContentFile {
  /** Path below the content folder, with `/`. */
  readonly path: string;
  readonly facts: ReadonlyMap<string, Fact>;
  /** In the file's order. The first has an empty heading and holds what stands before the first heading. */
  readonly sections: readonly Section[];
  readonly problems: readonly ContentProblem[];
}

/** The lines below one `## Heading`, up to the next. */
export interface Section {
  readonly heading: string;
  /** The line of the heading. */
  readonly line: number;
  readonly lines: readonly string[];
}

const DASHES = /^---\s*$/u;
const HEADING = /^##\s+(.+?)\s*$/u;

const NO_FACTS = 'The facts are missing. Begin the file with a line "---", then id: and the others, then "---".';

/** What must not stand in a line, and what to do about it. */
const REFUSED: readonly { readonly pattern: RegExp; readonly advice: string }[] = [
  { pattern: /^\s*\t/u, advice: 'A tab at the start of the line. Use spaces.' },
  { pattern: /<\/?[a-z][^>]*>|<!--/iu, advice: 'HTML is not shown to parents. Write plain words.' },
  {
    pattern: /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u,
    advice: 'An invisible character that can hide or turn text around. Type the line again instead of pasting it.',
  },
  { pattern: /(?!\t)\p{Cc}/u, advice: 'A control character. Type the line again instead of pasting it.' },
];

/**
 * Takes a file apart into facts (YAML between two lines of `---`) and sections (`## Heading` and what follows).
 *
 * Windows line ends and a byte order mark are accepted. Text under a heading may start with anything but `## `.
 * Never throws: what cannot be read becomes a problem with its line.
 */
export function parseContentFile(path: string, text: string): ContentFile {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
  const problems: ContentProblem[] = refusedLines(path, lines);
  const end = DASHES.test(lines[0] ?? '') ? lines.findIndex((line, index) => index > 0 && DASHES.test(line)) : -1;
  if (end < 0) {
    problems.push({ file: path, line: 1, what: NO_FACTS });
    return { path, facts: new Map(), sections: [], problems };
  }
  const frontMatter = readFrontMatter(lines.slice(1, end).join('\n'), 2);
  problems.push(...frontMatter.problems.map((problem) => ({ file: path, ...problem })));

  return { path, facts: frontMatter.facts, sections: splitSections(lines.slice(end + 1), end + 2), problems };
}

function refusedLines(path: string, lines: readonly string[]): ContentProblem[] {
  return lines.flatMap((line, index) =>
    REFUSED.filter(({ pattern }) => pattern.test(line)).map(({ advice }) => ({
      file: path,
      line: index + 1,
      what: advice,
    })),
  );
}

function splitSections(lines: readonly string[], firstLine: number): Section[] {
  const sections: { heading: string; line: number; lines: string[] }[] = [{ heading: '', line: firstLine, lines: [] }];
  for (const [index, line] of lines.entries()) {
    const heading = HEADING.exec(line)?.[1];
    if (heading === undefined) sections.at(-1)?.lines.push(line);
    else sections.push({ heading, line: firstLine + index, lines: [] });
  }
  return sections;
}

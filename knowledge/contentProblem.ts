import { AppError } from '../common/errors.ts';

/** One thing an editor must mend before the program starts, in an editor's words: what is wrong, how to mend it. */
export interface ContentProblem {
  /** Path below the content folder, such as `services/nhs-111.md`. */
  readonly file: string;
  /** Counted from 1. Absent: the problem belongs to no single line. */
  readonly line?: number;
  readonly what: string;
}

/** Content that cannot be used, with every problem at once, grouped by file. For editors, never for parents. */
export class ContentError extends AppError {
  override readonly name = 'ContentError';
  readonly problems: readonly ContentProblem[];

  constructor(folder: string, problems: readonly ContentProblem[]) {
    super('CONTENT_INVALID', `The content has problems:\n${describeProblems(folder, problems)}`);
    this.problems = problems;
  }
}

/** Lays problems out for reading: each file once, its problems below it as a list. Empty without problems. */
export function describeProblems(folder: string, problems: readonly ContentProblem[]): string {
  const byFile = Map.groupBy(problems, ({ file }) => file);
  const files = [...byFile].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return files.map(([file, found]) => [`${folder}/${file}`, ...found.map(describeProblem)].join('\n')).join('\n');
}

function describeProblem({ line, what }: ContentProblem): string {
  return `  - ${line === undefined ? '' : `line ${line}: `}${what}`;
}

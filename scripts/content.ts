import { join } from 'node:path';
import { describeProblems } from '../knowledge/contentProblem.ts';
import { contentWarnings } from '../knowledge/contentWarnings.ts';
import { loadContent, shownFolder } from '../knowledge/loadContent.ts';

/**
 * An editor's check: `npm run content` lists every problem by file, or says in one line that there is none.
 * With `--warnings` it also lists what stops nothing. A folder may be named; ours is looked at without.
 */
const given = process.argv.slice(2);
const folder = given.find((argument) => !argument.startsWith('--')) ?? join(import.meta.dirname, '..', 'knowledge', 'content');
const { content, problems, library } = loadContent(folder);
const warnings = contentWarnings(library, Date.now());

if (given.includes('--warnings') && warnings.length > 0) {
  console.log(`To look at; nothing here stops the program:\n${describeProblems(shownFolder(folder), warnings)}\n`);
}
if (problems.length > 0) {
  console.log(`${describeProblems(shownFolder(folder), problems)}\n\n${counted(problems.length, 'problem')} in ${counted(library.fileCount, 'file')}`);
  process.exitCode = 1;
} else {
  const hint = given.includes('--warnings') || warnings.length === 0 ? '' : `; ${warnings.length} to look at (npm run content -- --warnings)`;
  console.log(`${counted(library.fileCount, 'file')}, no problems; ${counted(content.drafts.length, 'draft')} not yet clinically reviewed${hint}`);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

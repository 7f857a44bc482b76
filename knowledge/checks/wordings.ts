import type { ContentProblem } from '../contentProblem.ts';
import type { Library } from '../library.ts';

/** Listed rather than "all but letters": several times faster over thousands of wordings. */
const MARKS_AND_SPACES = /[\s!-/:-@[-`{-~‘’“”…–—]+/g;

/** No way of asking leads to two passages: the matcher could only guess. Case, marks and spaces make no difference. */
export function checkWordings({ entries }: Library): readonly ContentProblem[] {
  const firstFile = new Map<string, string>();
  const problems: ContentProblem[] = [];
  for (const { file, item } of entries) {
    for (const { text } of item.wordings) {
      const key = text.toLowerCase().replace(MARKS_AND_SPACES, '');
      const before = firstFile.get(key);
      if (before === undefined) firstFile.set(key, file);
      else problems.push({ file, what: repeated(text, before === file ? 'here twice' : `in ${before} too`) });
    }
  }
  return problems;
}

function repeated(text: string, where: string): string {
  return `"${text}" stands ${where}. Keep it where it belongs.`;
}

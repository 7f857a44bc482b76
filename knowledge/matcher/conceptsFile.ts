import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../common/errors.ts';
import type { Concept } from '../../language/concepts.ts';
import { normaliseText } from '../../language/normalise.ts';

const LINE = /^- ([^:]+):(.+)$/;

/**
 * Reads the lexicon, `settings/concepts.md`: one line for each meaning, "- name: word, several words, …".
 *
 * @throws AppError CONCEPTS_INVALID with the lines that have no name and no colon.
 */
export function readConcepts(root: string): Concept[] {
  const path = join(root, 'knowledge', 'content', 'settings', 'concepts.md');
  const bullets = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('- '));
  const wrong = bullets.filter((line) => !LINE.test(line)).map((line) => `  - ${line}`);
  if (wrong.length > 0) {
    throw new AppError('CONCEPTS_INVALID', ['settings/concepts.md: write "- name: word, word". Not so in:', ...wrong].join('\n'));
  }
  return bullets.map(conceptOf);
}

function conceptOf(line: string): Concept {
  const [, name = '', phrases = ''] = LINE.exec(line) ?? [];
  const normal = phrases.split(',').map(normaliseText);
  return { name, phrases: [...new Set(normal)].filter((phrase) => phrase !== '') };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real-looking messages of every kind and length, in turn: the half of the evaluation that may be looked at. */
export function messages(root: string): readonly string[] {
  const lines = readFileSync(join(root, 'evaluation/messages/looked-at.jsonl'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { readonly text: string }).text);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../common/errors.ts';
import { loadContent } from './loadContent.ts';

/** One message to learn from. `voice` names who wrote it. */
export interface TrainingExample {
  /** A passage id, `signpost:<topic>`, `smalltalk:<type>`, `help-dialog` or `unanswerable`. */
  readonly label: string;
  readonly voice: string;
  readonly text: string;
}

const VOICE_LINE = '# ';

/**
 * Reads everything the matcher learns from: the passages' wordings, and `knowledge/examples/*.txt`.
 *
 * @throws AppError EXAMPLES_MISSING when either has none.
 */
export function readTrainingExamples(root: string): TrainingExample[] {
  const wordings = readWordings(root);
  const examples = readExampleFolder(join(root, 'knowledge', 'examples'));
  const lacking = [
    ...(wordings.length === 0 ? ['wordings under "## Asked as" in knowledge/content/entries/'] : []),
    ...(examples.length === 0 ? ['messages in knowledge/examples/<label>.txt'] : []),
  ];
  if (lacking.length > 0) throw new AppError('EXAMPLES_MISSING', `Nothing to learn from: there are no ${lacking.join(' and no ')}.`);
  return [...wordings, ...examples];
}

function readWordings(root: string): TrainingExample[] {
  const { content } = loadContent(join(root, 'knowledge', 'content'));
  return [...content.entries.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, wordings }) => wordings.map(({ voice, text }) => ({ label: id, voice, text })));
}

/**
 * Reads a folder of `<label>.txt`, one message a line; a line `# <voice>` says who wrote the lines below it.
 * A file's first dot stands for a colon: `signpost.sleep.txt` holds `signpost:sleep`. Folders inside are not read.
 */
export function readExampleFolder(folder: string): TrainingExample[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return names.sort().flatMap((name) => {
    const label = name.slice(0, -'.txt'.length).replace('.', ':');
    return readExamples(label, readFileSync(join(folder, name), 'utf8'));
  });
}

function readExamples(label: string, text: string): TrainingExample[] {
  let voice = '';
  const examples: TrainingExample[] = [];
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line.startsWith(VOICE_LINE)) voice = line.slice(VOICE_LINE.length);
    else if (line !== '') examples.push({ label, voice, text: line });
  }
  return examples;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../common/log.ts';
import type { Content } from '../../knowledge/content.ts';
import { loadContent } from '../../knowledge/loadContent.ts';
import { openClassifier } from '../../safety/openClassifier.ts';
import { type Triage, triager } from '../../safety/triage.ts';
import { twoLayers } from '../../safety/twoLayers.ts';
import { ensureBuilt } from '../../scripts/build.ts';
import type { ConcernCategory, Urgency } from '../../safety/rule.ts';

/** The product's own content, as it is shipped. */
export const CONTENT: Content = loadContent(join(import.meta.dirname, '../../knowledge/content')).content;

/** The safety check over the product's own rules. */
export const triage: Triage = triager(CONTENT.safety.rules, CONTENT.safety.wordGroups);

/** Both layers over the product's own rules and what the build trained, as the program uses them. */
export function wholeTriage(): Triage {
  const root = join(import.meta.dirname, '../..');
  ensureBuilt(root, () => undefined);
  const classify = openClassifier(root, CONTENT.safety.classifier, silentLog);
  if (classify === undefined) throw new Error('build/safety.bin cannot be used.');
  return twoLayers(triage, classify, CONTENT.safety.classifier);
}

/** What a danger may be surrounded with. It must be found all the same. */
export const SURROUNDINGS: readonly ((danger: string) => string)[] = [
  (danger) => danger.toUpperCase(),
  (danger) => `I have a toddler and a newborn. ${danger}`,
  (danger) => `my baby is 8 months old and doing well. ${danger}`,
  (danger) => `${danger}. Sorry to bother you, is this normal?`,
  (danger) => `hello\n\n${danger}\nthanks`,
  (danger) => `I would never hurt him. ${danger}`,
  (danger) => `what are the signs of postpartum psychosis? ${danger}`,
  (danger) => `please help ${danger}`,
  (danger) => `"${danger}"`,
];

/** A message written for this project that must be noticed. */
export interface DangerMessage {
  readonly category: ConcernCategory;
  /** The least urgency that will do. */
  readonly urgency: Urgency;
  readonly text: string;
}

export const DANGER: readonly DangerMessage[] = linesOf('danger.txt').map((line) => {
  const [category = '', urgency = '', text = ''] = line.split(' | ');
  return { category: category as ConcernCategory, urgency: urgency as Urgency, text };
});

/** Alarming words without danger, and questions about a subject. */
export const HARMLESS: readonly string[] = linesOf('harmless.txt');

function linesOf(file: string): string[] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

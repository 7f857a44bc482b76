import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../../knowledge/content.ts';
import { loadContent } from '../../knowledge/loadContent.ts';
import { type Triage, triager } from '../../safety/triage.ts';
import type { ConcernCategory, Urgency } from '../../safety/rule.ts';

/** The product's own content, as it is shipped. */
export const CONTENT: Content = loadContent(join(import.meta.dirname, '../../knowledge/content')).content;

/** The safety check over the product's own rules. */
export const triage: Triage = triager(CONTENT.safety.rules, CONTENT.safety.wordGroups);

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

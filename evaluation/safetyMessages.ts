import { readFileSync } from 'node:fs';
import { AppError } from '../common/errors.ts';
import { CATEGORIES } from '../knowledge/kinds/safetyRule.ts';

/** A message to measure the safety check with, and what a nurse would say of it. */
export interface SafetyMessage {
  readonly id: string;
  readonly text: string;
  readonly kind: 'danger' | 'harmless' | 'informational';
  /** Of danger only. */
  readonly category?: string;
  /** Of danger only. */
  readonly urgency?: 'emergency' | 'urgent';
  /** Whether the danger is said in so many words. Of danger only. */
  readonly explicit?: boolean;
}

const KINDS = new Set(['danger', 'harmless', 'informational']);
const URGENCIES = new Set(['emergency', 'urgent']);

/**
 * Reads messages about danger, one JSON object a line.
 *
 * @throws AppError TEST_MESSAGE_INVALID naming file and line, never the message.
 */
export function readSafetyMessages(file: string): SafetyMessage[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, `${file}:${i + 1}`)]));
}

function parseLine(line: string, place: string): SafetyMessage {
  try {
    const value: unknown = JSON.parse(line);
    if (isSafetyMessage(value)) return value;
  } catch (cause) {
    throw new AppError('TEST_MESSAGE_INVALID', `${place} is no JSON.`, { cause });
  }
  throw new AppError('TEST_MESSAGE_INVALID', `${place} needs "id", "text", "kind", and for danger "category", "urgency" and "explicit".`);
}

function isSafetyMessage(value: unknown): value is SafetyMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, kind, category, urgency, explicit } = value as Record<string, unknown>;
  if (typeof id !== 'string' || typeof text !== 'string' || !KINDS.has(String(kind))) return false;
  const isDescribed = CATEGORIES.some((known) => known === category) && URGENCIES.has(String(urgency)) && typeof explicit === 'boolean';
  return kind !== 'danger' || isDescribed;
}

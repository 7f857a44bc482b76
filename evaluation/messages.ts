import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../common/errors.ts';

/** A message to measure with. `labels` holds every label that would be a good reply, best first; at least one. */
export interface TestMessage {
  readonly id: string;
  readonly text: string;
  readonly labels: readonly string[];
}

/**
 * Reads test messages, one JSON object a line, from a file or from every `.jsonl` file of a folder.
 *
 * @throws AppError TEST_MESSAGE_INVALID naming file and line, never the message.
 */
export function readTestMessages(path: string): TestMessage[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.jsonl'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return files.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, `${file}:${i + 1}`)]));
  });
}

function parseLine(line: string, place: string): TestMessage {
  try {
    const value: unknown = JSON.parse(line);
    if (isTestMessage(value)) return value;
  } catch (cause) {
    throw new AppError('TEST_MESSAGE_INVALID', `${place} is no JSON.`, { cause });
  }
  throw new AppError('TEST_MESSAGE_INVALID', `${place} needs "id", "text" and a list of "labels" with at least one.`);
}

function isTestMessage(value: unknown): value is TestMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, labels } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof text === 'string' && Array.isArray(labels) && labels.length > 0;
}

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Reply } from '../common/reply.ts';

/** Reads JSON objects, one a line. Blank lines are skipped; a line that is no object names its number. */
export async function* jsonLines(input: Readable): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() !== '') yield objectIn(line, number);
  }
}

function objectIn(line: string, number: number): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(line);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`Line ${number} is not a JSON object.`);
}

/** A bubble as a terminal shows it: the words, ways to reach a person, and the buttons by number. */
export function printedReply({ text, card, choices }: Reply): string {
  const contacts = card?.contacts.map(({ label }) => `  → ${label}`) ?? [];
  const buttons = choices.map(({ title }, index) => `  ${index + 1}. ${title}`);
  return [text, ...contacts, ...buttons].join('\n');
}

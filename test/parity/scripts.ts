import { join } from 'node:path';
import { messages } from '../../scripts/bench/messages.ts';

/** A conversation as a parent types it, turn by turn. */
export interface Script {
  readonly name: string;
  readonly turns: readonly string[];
}

/** Typed after a first message: choices by name and number, smalltalk, help, and nothing at all. */
const SECOND_TURNS = [
  'tell me more', '2', 'not what i meant', 'i\'m finding it hard', 'thank you', 'talk to a person', '1',
  'what can i ask?', 'ok', '3',
];
const LAST_TURNS = [
  '1', 'none of these', 'where does this come from?', 'delete my data', 'are you a real person', 'not now', 'hello',
  '😭', 'bye',
];

/** Every message that may be looked at, each the beginning of a conversation of three turns or four. */
export function scripts(): readonly Script[] {
  const all = messages(join(import.meta.dirname, '../..'));
  return all.map((first, index) => ({
    name: `conversation ${index + 1}`,
    turns: [
      first,
      pick(SECOND_TURNS, index),
      ...(index % 3 === 0 ? [pick(all, index * 7 + 5)] : []),
      pick(LAST_TURNS, index),
    ],
  }));
}

function pick(from: readonly string[], index: number): string {
  return from[index % from.length] ?? '';
}

import Fuse from 'fuse.js';
import type { Choice } from '../common/reply.ts';
import { normaliseText } from '../language/normalise.ts';

/** Typed longer than this, a message is a message, not a choice. */
const MAX_TYPED_CHARACTERS = 48;
/** Fuse.js distance, 0 is identical: lets a slip of the thumb through, not another sentence. */
const MAX_DISTANCE = 0.2;
/** A typed choice may be this many characters shorter or longer than its title. */
const MAX_LENGTH_DIFFERENCE = 3;

const ORDINALS: readonly (readonly string[])[] = [
  ['1', 'one', 'first', '1st'],
  ['2', 'two', 'second', '2nd'],
  ['3', 'three', 'third', '3rd'],
  ['4', 'four', 'fourth', '4th'],
  ['5', 'five', 'fifth', '5th'],
  ['6', 'six', 'sixth', '6th'],
  ['7', 'seven', 'seventh', '7th'],
  ['8', 'eight', 'eighth', '8th'],
];
const POLITE_ENDING = / (please|pls|plz|thanks|thank you|ta)$/;
const AROUND_ORDINALS = new Set(['the', 'number', 'no', 'option', 'choice', 'one', 'please', 'pls', 'answer']);

/**
 * Finds which of the offered choices a parent typed: its words, its number ("2", "the second one"), or its words with
 * a slip of the thumb. Undefined: the message is something else.
 */
export function chosen(text: string, offered: readonly Choice[]): Choice | undefined {
  if (offered.length === 0 || text.length > MAX_TYPED_CHARACTERS) return undefined;
  const typed = normaliseText(text).replace(POLITE_ENDING, '');
  if (typed === '') return undefined;
  return byTitle(typed, offered) ?? byNumber(typed, offered) ?? bySlip(typed, offered);
}

function byTitle(typed: string, offered: readonly Choice[]): Choice | undefined {
  return offered.find(({ title }) => normaliseText(title) === typed);
}

function byNumber(typed: string, offered: readonly Choice[]): Choice | undefined {
  const words = typed.split(' ');
  if (words.includes('last') && words.every((word) => word === 'last' || AROUND_ORDINALS.has(word))) return offered.at(-1);
  const named = ORDINALS.findIndex((names) => words.some((word) => names.includes(word) && !isFiller(word, words)));
  const rest = words.filter((word) => !(ORDINALS[named] ?? []).includes(word));
  return rest.every((word) => AROUND_ORDINALS.has(word)) ? offered[named] : undefined;
}

/** "One" is a number alone, and a filler in "the second one". */
function isFiller(word: string, words: readonly string[]): boolean {
  return word === 'one' && words.length > 1 && words.some((other) => ORDINALS.some((names) => names.includes(other) && other !== 'one'));
}

function bySlip(typed: string, offered: readonly Choice[]): Choice | undefined {
  const titles = offered.map((choice) => ({ choice, title: normaliseText(choice.title) }));
  const near = titles.filter(({ title }) => Math.abs(title.length - typed.length) <= MAX_LENGTH_DIFFERENCE);
  if (near.length === 0) return undefined;
  const fuse = new Fuse(near, { keys: ['title'], threshold: MAX_DISTANCE, includeScore: true });
  return fuse.search(typed)[0]?.item.choice;
}

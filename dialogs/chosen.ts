import Fuse from 'fuse.js';
import type { Choice } from '../common/reply.ts';
import { hear, type Hearable } from '../language/heardText.ts';
import { normaliseText } from '../language/normalise.ts';

/** Typed longer than this, a message is a message, not a choice. */
export const MAX_TYPED_CHARACTERS = 48;
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
  ['9', 'nine', 'ninth', '9th'],
  ['10', 'ten', 'tenth', '10th'],
  ['11', 'eleven', 'eleventh', '11th'],
];
const POLITE_ENDING = / (please|pls|plz|thanks|thank you|ta)$/;
const AROUND_ORDINALS = new Set(['the', 'number', 'no', 'option', 'choice', 'one', 'please', 'pls', 'answer']);

/** Who says so answers a question about people, and does not mean number one. */
const NOBODY = 'no one';

/** A choice with its title as typed messages are compared with it. */
export interface NamedChoice {
  readonly choice: Choice;
  readonly name: string;
}

/** Prepares choices to be compared with. */
export function named(choices: readonly Choice[]): readonly NamedChoice[] {
  return choices.map((choice) => ({ choice, name: nameOf(choice.title) }));
}

/** Titles are content, so there are only so many: each is normalised once. */
const NAMES = new Map<string, string>();

function nameOf(title: string): string {
  const known = NAMES.get(title);
  if (known !== undefined) return known;
  const name = normaliseText(title);
  NAMES.set(title, name);
  return name;
}

/**
 * Finds which of the choices a parent typed: its words, its number ("2", "the second one"), or its words with a slip
 * of the thumb. Undefined: the message is something else.
 */
export function chosen(text: Hearable, choices: readonly NamedChoice[]): Choice | undefined {
  const typed = typedChoice(text);
  if (typed === '' || choices.length === 0) return undefined;
  return byName(typed, choices) ?? byNumber(typed, choices) ?? bySlip(typed, choices);
}

/** Finds a choice by its words alone, for choices that are not on screen and so have no number. */
export function chosenByName(text: Hearable, choices: readonly NamedChoice[]): Choice | undefined {
  const typed = typedChoice(text);
  return typed.includes(' ') ? (byName(typed, choices) ?? bySlip(typed, choices)) : undefined;
}

/** Empty: nothing was typed, or so much that it is a message and no choice. */
function typedChoice(given: Hearable): string {
  const heard = hear(given);
  return heard.text.length > MAX_TYPED_CHARACTERS ? '' : heard.plain.replace(POLITE_ENDING, '');
}

function byName(typed: string, choices: readonly NamedChoice[]): Choice | undefined {
  return choices.find(({ name }) => name === typed)?.choice;
}

function byNumber(typed: string, offered: readonly NamedChoice[]): Choice | undefined {
  const words = typed.split(' ');
  if (typed === NOBODY) return undefined;
  if (words.includes('last') && words.every((word) => word === 'last' || AROUND_ORDINALS.has(word))) return lastAnswer(offered);
  const at = ORDINALS.findIndex((names) => words.some((word) => names.includes(word) && !isFiller(word, words)));
  const rest = words.filter((word) => !(ORDINALS[at] ?? []).includes(word));
  return rest.every((word) => AROUND_ORDINALS.has(word)) ? offered[at]?.choice : undefined;
}

/** The last answer, and not the way out that stands below it. */
function lastAnswer(offered: readonly NamedChoice[]): Choice | undefined {
  return (offered.findLast(({ choice }) => choice.quiet !== true) ?? offered.at(-1))?.choice;
}

/** "One" is a number alone, and a filler in "the second one". */
function isFiller(word: string, words: readonly string[]): boolean {
  return word === 'one' && words.length > 1 && words.some((other) => ORDINALS.some((names) => names.includes(other) && other !== 'one'));
}

function bySlip(typed: string, choices: readonly NamedChoice[]): Choice | undefined {
  const near = choices.filter(({ name }) => Math.abs(name.length - typed.length) <= MAX_LENGTH_DIFFERENCE);
  if (near.length === 0) return undefined;
  return new Fuse(near, { keys: ['name'], threshold: MAX_DISTANCE }).search(typed)[0]?.item.choice;
}

import { normaliseText } from '../../language/normalise.ts';
import type { ContentProblem } from '../contentProblem.ts';
import type { HelpWords } from '../content.ts';
import { HELP_PARTS } from '../contentIds.ts';
import type { Loaded } from '../kinds/kind.ts';
import type { Library } from '../library.ts';

/** A person to contact, as it stands in running text. */
const SOMEONE_TO_CONTACT = /\b116 ?123\b|\b999\b|local emergency number/u;
/** What a step says while it waits for an answer: a person to contact is on screen then. */
const WAITING_PARTS = /^(?:say|say-again|say-outside|come-back|come-back-outside)$/u;
const STEPS: ReadonlySet<string> = new Set(['danger', 'hardest', 'tell', 'nation', 'words', 'pick-up']);

/** The help dialog has all its words, names a person at every step, and takes no phrase for two answers. */
export function checkHelpDialog({ help, interface: pages }: Library): readonly ContentProblem[] {
  const titles = pages.find(({ item }) => item.id === 'choices')?.item.words;
  return [
    ...missingParts(help),
    ...help.flatMap(({ file, item }) => [
      ...(STEPS.has(item.id) ? withoutContact(file, item) : []),
      ...answersWithoutFile(file, item, help),
      ...doublePhrases(file, item),
      ...item.understoodAs
        .filter(({ choice }) => choice !== 'at-the-limit' && choice !== 'help-what-can-you-do' && titles?.has(choice) === false)
        .map(({ choice }) => ({ file, what: `"### ${choice}" is no button. Mend the spelling, or give it a title in interface/choices.md.` })),
    ]),
  ];
}

function missingParts(help: readonly Loaded<HelpWords>[]): ContentProblem[] {
  return Object.entries(HELP_PARTS).flatMap(([id, parts]) => {
    const file = `dialogs/help/${id}.md`;
    const found = help.find(({ item }) => item.id === id)?.item;
    if (found === undefined) return [{ file, what: 'This file is missing. Add it.' }];
    const missing = parts.filter((part) => !found.parts.has(part));
    return missing.map((part) => ({ file, what: `"## ${headingOf(part)}" is missing. Add the heading and the words below it.` }));
  });
}

function withoutContact(file: string, { parts }: HelpWords): ContentProblem[] {
  const waiting = [...parts].filter(([part]) => WAITING_PARTS.test(part));
  return waiting.flatMap(([part, paragraphs]) =>
    paragraphs
      .filter((paragraph) => !SOMEONE_TO_CONTACT.test(paragraph))
      .map(() => ({ file, what: `"## ${headingOf(part)}" has a paragraph without a person to contact. Add one, such as: Samaritans 116 123.` })),
  );
}

/** Each answer of a step has a card: what is said to it, and what it puts on the page. */
function answersWithoutFile(file: string, step: HelpWords, help: readonly Loaded<HelpWords>[]): ContentProblem[] {
  const { id, choices } = step;
  const answers = choices.filter((choice) => choice.startsWith(`${id}-`));
  return answers
    .filter((choice) => !help.some(({ item }) => item.id === choice))
    .map((choice) => ({ file, what: `"choices" offers ${choice}, which has no file of its own. Add dialogs/help/${choice}.md` }));
}

function doublePhrases(file: string, { understoodAs }: HelpWords): ContentProblem[] {
  const phrases = understoodAs.flatMap(({ phrases: list }) => [...new Set(list.map(normaliseText))]);
  const doubles = phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index);
  return doubles.map((phrase) => ({ file, what: `"${phrase}" stands under two answers. Keep it under one.` }));
}

function headingOf(part: string): string {
  const words = part.replaceAll('-', ' ').replace('teams', 'Teams');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

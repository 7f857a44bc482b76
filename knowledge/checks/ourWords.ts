import type { Service } from '../content.ts';
import type { ContentProblem } from '../contentProblem.ts';
import type { Library } from '../library.ts';
import { countWords } from '../sentences.ts';

const MAX_BUBBLE_WORDS = 40;

/** Words of ours that a parent reads, with where they stand. Quotations are not among them. */
export interface OurWords {
  readonly file: string;
  /** The heading or the fact. */
  readonly part: string;
  readonly text: string;
  /** A bubble in the chat, as against a button or a word on a page. */
  readonly bubble: boolean;
}

/** Everything a parent can read that is not quoted, piece by piece. */
export function ourWordsOf(library: Library): readonly OurWords[] {
  return [...bubblesOf(library), ...labelsOf(library)].filter(({ text }) => text !== '');
}

/** Our bubbles are short, calm, call nobody mum, and give no number that no service file stands for. */
export function checkOurWords(library: Library): readonly ContentProblem[] {
  const numbers = numbersOfServices(library);
  return ourWordsOf(library).flatMap(({ file, part, text, bubble }) => [
    ...(bubble && countWords(text) > MAX_BUBBLE_WORDS ? [{ file, what: tooLong(part, text) }] : []),
    ...(text.includes('!') ? [{ file, what: `"${part}" has an exclamation mark. End the sentence with a full stop.` }] : []),
    ...(/\bmum(?:s|my)?\b/iu.test(text) ? [{ file, what: `"${part}" says "mum". Write "parent", "you" or "they".` }] : []),
    ...unknownNumbers(text, numbers).map((number) => ({ file, what: unknownNumber(part, number) })),
  ]);
}

/** Telephone numbers in running text: 999, 111 and the like, and five digits or more, single spaces allowed inside. */
export function phoneNumbersIn(text: string): readonly string[] {
  const runs = [...text.matchAll(/(?<![\d£.,])\d(?: ?\d)*(?![\d%]|[.,]\d)/gu)].map(([run]) => run);
  return runs.filter((run) => /^\d{3}$/u.test(run) || run.replaceAll(' ', '').length >= 5);
}

function bubblesOf(library: Library): OurWords[] {
  const bubbles = (file: string, part: string, texts: readonly string[]): OurWords[] =>
    texts.map((text) => ({ file, part, text, bubble: true }));
  const words = [...library.messages, ...library.smalltalk, ...library.signposts, ...library.barriers];
  return [
    ...words.flatMap(({ file, item }) => [
      ...bubbles(file, '## Say', item.say),
      ...bubbles(file, '## Say again', item.sayAgain),
      ...bubbles(file, '## After danger', item.sayAfterDanger ?? []),
    ]),
    ...library.local.flatMap(({ file, item }) => [
      ...bubbles(file, '## Say', [item.service.say]),
      ...bubbles(file, '## Privacy', [item.privacy?.say ?? '']),
    ]),
    ...library.help.flatMap(({ file, item }) => [...item.parts].flatMap(([part, texts]) => bubbles(file, part, texts))),
    ...library.services.flatMap(({ file, item }) => bubbles(file, '## Say', [item.say])),
    ...library.safetyReplies.flatMap(({ file, item }) => [
      ...bubbles(file, '## First', item.first),
      ...bubbles(file, '## Again', item.again),
    ]),
    ...library.entries.flatMap(({ file, item }) => bubbles(file, 'opening', [item.opening])),
  ];
}

function labelsOf(library: Library): OurWords[] {
  const label = (file: string, part: string, text = ''): OurWords => ({ file, part, text, bubble: false });
  return [
    ...library.entries.map(({ file, item }) => label(file, 'button', item.button)),
    ...library.signposts.map(({ file, item }) => label(file, 'button', item.button)),
    ...servicesOf(library).flatMap(({ file, item }) => [
      label(file, 'call_label', item.callLabel),
      label(file, 'text_label', item.textLabel),
      label(file, 'web_label', item.webLabel),
    ]),
    ...library.interface.flatMap(({ file, item }) => [...item.words].map(([name, text]) => label(file, name, text))),
  ];
}

function numbersOfServices(library: Library): ReadonlySet<string> {
  const shown = servicesOf(library).flatMap(({ item: { phone, callLabel, sms, textLabel } }) =>
    // Buttons count too: one slip in a service's own file is no news about every file that names its number.
    [phone ?? '', sms?.number ?? '', ...phoneNumbersIn(`${callLabel ?? ''} ${textLabel ?? ''}`)],
  );
  return new Set(['999', '111', '112', ...shown.map((number) => number.replaceAll(' ', ''))]);
}

function servicesOf({ services, local }: Library): readonly { readonly file: string; readonly item: Service }[] {
  return [...services, ...local.map(({ file, item }) => ({ file, item: item.service }))];
}

function unknownNumbers(text: string, known: ReadonlySet<string>): readonly string[] {
  return phoneNumbersIn(text).filter((number) => !known.has(number.replaceAll(' ', '')));
}

function tooLong(part: string, text: string): string {
  return `"${part}" has a paragraph of ${countWords(text)} words, at most ${MAX_BUBBLE_WORDS} are read. Part it with an empty line, or shorten: "${firstWords(text)} …"`;
}

function firstWords(text: string): string {
  return text.split(' ').slice(0, 6).join(' ');
}

function unknownNumber(part: string, number: string): string {
  return `"${part}" gives the number ${number}, which no file in services/ has. Mend the number, or add the service.`;
}

import type { Choice, Contact, Quotation, Reply } from '../common/reply.ts';

/** What Teams draws on a phone and a desk alike. */
export const CARD_VERSION = '1.5';

/** An Adaptive Card as JSON. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: typeof CARD_VERSION;
  /** The whole reply, for a client that draws no cards. */
  readonly fallbackText: string;
  readonly body: readonly object[];
}

/** Titles this short can stand side by side on a phone without being cut. */
const SHORT_CHARACTERS = 8;
const MAX_SIDE_BY_SIDE = 3;
const EMERGENCY = '999';

/** Draws the replies of a turn, a card each, but for the parts of the page to take along: they are one sheet. */
export function adaptiveCards(replies: readonly Reply[]): readonly AdaptiveCard[] {
  return sheetsIn(replies).map(cardOf);
}

/** Replies that belong on one card. */
function sheetsIn(replies: readonly Reply[]): readonly (readonly Reply[])[] {
  const sheets: Reply[][] = [];
  for (const reply of replies) {
    const sheet = sheets.at(-1);
    const last = sheet?.at(-1);
    const goesOn = reply.onThePage === true && last?.onThePage === true && last.choices.length === 0;
    if (goesOn) sheet?.push(reply);
    else sheets.push([reply]);
  }
  return sheets;
}

/**
 * Words, ways to reach a person, then every choice: suggested actions show only three.
 *
 * Words are runs of plain text, because a text block reads Markdown and could change what a parent sees.
 */
function cardOf(sheet: readonly Reply[]): AdaptiveCard {
  const parts = sheet.map(partOf);
  const choices = sheet.flatMap((reply) => reply.choices);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: CARD_VERSION,
    fallbackText: sheet.map(({ text }) => text).join('\n\n'),
    body: [
      ...(sheet[0]?.onThePage === true ? [framed(parts.flatMap(ruledOff))] : parts.flat()),
      ...choiceRows(choices, sheet.some(({ card }) => card !== undefined)),
    ],
  };
}

function partOf({ text, quotation, card }: Reply): readonly object[] {
  const said = quotation === undefined ? paragraphs(text) : quoted(quotation);
  return [...said, ...(card?.contacts ?? []).flatMap(contactButton)];
}

/** A line between the parts of one sheet. */
function ruledOff(items: readonly object[], index: number): object[] {
  return [{ type: 'Container', items, ...(index === 0 ? {} : { separator: true, spacing: 'Medium' }) }];
}

function paragraphs(text: string): object[] {
  return text.split('\n\n').map((paragraph) => words(paragraph));
}

function quoted({ opening, text, speaker }: Quotation): object[] {
  return [
    ...(opening === '' ? [] : [words(opening)]),
    framed([words(`“${text}”`), words(speaker, { isSubtle: true })]),
  ];
}

/** A quotation, or the page to take along. */
function framed(items: readonly object[]): object {
  return { type: 'Container', style: 'emphasis', items };
}

function words(text: string, look: Readonly<Record<string, unknown>> = {}): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] };
}

/** Text messages have no button: the number and the word to send are in the text. */
function contactButton({ kind, label, value }: Contact): object[] {
  if (kind === 'text') return [];
  const url = kind === 'call' ? `tel:${value.replaceAll(/[^\d+]/g, '')}` : value;
  const look = value === EMERGENCY ? { style: 'positive' } : {};
  return [row([{ type: 'Action.OpenUrl', title: label, url, ...look }])];
}

/** Short titles share a row; a long one would be cut there. A line sets apart what is chosen from who can be rung. */
function choiceRows(choices: readonly Choice[], afterContacts: boolean): object[] {
  const rows: Choice[][] = [];
  for (const choice of choices) {
    const before = rows.at(-1);
    const fits = before !== undefined && before.length < MAX_SIDE_BY_SIDE && [choice, ...before].every(isShort);
    if (fits && before[0]?.quiet === choice.quiet) before.push(choice);
    else rows.push([choice]);
  }
  return rows.map((each, index) => {
    const isApart = index === 0 ? afterContacts : each[0]?.quiet === true && rows[index - 1]?.[0]?.quiet !== true;
    return row(each.map(choiceButton), isApart);
  });
}

function isShort({ title }: Choice): boolean {
  return title.length <= SHORT_CHARACTERS;
}

function row(actions: readonly object[], isApart = false): object {
  return { type: 'ActionSet', actions, ...(isApart ? { separator: true, spacing: 'Medium' } : {}) };
}

/** Shows the title as the parent's own words, as typing it would. */
function choiceButton({ id, title }: Choice): object {
  const value = { choice: id };
  const msteams = { type: 'messageBack', displayText: title, text: title, value };
  return { type: 'Action.Submit', title, data: { ...value, msteams } };
}

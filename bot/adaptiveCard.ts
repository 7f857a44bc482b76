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

/**
 * Draws a reply as a card: its words, ways to reach a person, then every choice. Suggested actions show only three.
 *
 * Words are runs of plain text, because a text block reads Markdown and could change what a parent sees.
 */
export function adaptiveCard({ text, quotation, card, choices, onThePage }: Reply): AdaptiveCard {
  const said = quotation === undefined ? paragraphs(text) : quoted(quotation);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: CARD_VERSION,
    fallbackText: text,
    body: [
      ...(onThePage === true ? [framed(said)] : said),
      ...(card?.contacts ?? []).flatMap(contactButton),
      ...choices.map(choiceButton),
    ],
  };
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

/** A quotation, or a part of the page to take along. */
function framed(items: readonly object[]): object {
  return { type: 'Container', style: 'emphasis', items };
}

function words(text: string, look: Readonly<Record<string, unknown>> = {}): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] };
}

/** A row for each button: long titles are cut where several share one. */
function button(action: object): object {
  return { type: 'ActionSet', actions: [action] };
}

/** Text messages have no button: the number and the word to send are in the text. */
function contactButton({ kind, label, value }: Contact): object[] {
  if (kind === 'text') return [];
  const url = kind === 'call' ? `tel:${value.replaceAll(/[^\d+]/g, '')}` : value;
  return [button({ type: 'Action.OpenUrl', title: label, url })];
}

/** Shows the title as the parent's own words, as typing it would. */
function choiceButton({ id, title }: Choice): object {
  const value = { choice: id };
  const msteams = { type: 'messageBack', displayText: title, text: title, value };
  return button({ type: 'Action.Submit', title, data: { ...value, msteams } });
}

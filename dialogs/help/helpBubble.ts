import type { Slots } from '../../common/reply.ts';
import type { Content, Service } from '../../knowledge/content.ts';
import { openLine, servicesOnPage } from './pageServices.ts';

/** What one bubble of the help dialog holds. */
export interface HelpBubble {
  readonly text: string;
  readonly services: readonly Service[];
  readonly onThePage?: true;
}

/** The parts of a file that its services are shown with: what waits for an answer, and what stands on the page. */
const WITH_CONTACTS = /^(?:say|say-again|come-back|on-the-page)$/u;
/** Cards about what is hardest name services for the page to look up, not to show with each word. */
const LOOKED_UP = /^hardest-/u;

/**
 * Writes one bubble of the help dialog. `ownWords` stand on the page in the turn they were written in, and only then.
 * Undefined: the content has no such words.
 */
export function helpBubble(
  content: Content,
  reference: { readonly file: string; readonly part: string; readonly index: number },
  slots: Slots = {},
  ownWords?: string,
): HelpBubble | undefined {
  const { file, part, index } = reference;
  if (file === 'page') return pageBubble(content, part, index, slots, ownWords);
  const words = content.help.get(file);
  const paragraphs = words?.parts.get(part);
  const text = paragraphs?.[index];
  if (words === undefined || paragraphs === undefined || text === undefined) return undefined;
  const isLast = part === 'come-back' || index === paragraphs.length - 1;
  const shown = isLast && WITH_CONTACTS.test(part) && !LOOKED_UP.test(file) ? words.services : [];
  const services = shown.flatMap((id) => content.services.get(id) ?? []);
  return { text, services, ...(part.startsWith('on-the-page') ? { onThePage: true } : {}) };
}

function pageBubble(
  content: Content,
  part: string,
  index: number,
  slots: Slots,
  ownWords: string | undefined,
): HelpBubble | undefined {
  const page = content.help.get('page');
  const paragraphs = page?.parts.get(part) ?? [];
  if (part === 'service') return serviceBubble(content, index, slots);
  if (part === 'own-words') return ownBubble(content, ownWords);
  if (part === 'questions') return sheet([paragraphs[0] ?? '', ...questionsOf(content, slots), ...paragraphs.slice(1)].join('\n\n'));
  const text = paragraphs[index];
  if (text === undefined) return undefined;
  return part.startsWith('before') ? { text, services: [] } : sheet(text);
}

function serviceBubble(content: Content, index: number, slots: Slots): HelpBubble | undefined {
  const service = servicesOnPage(content, slots)[index];
  return service === undefined ? undefined : { ...sheet(openLine(content, service, slots)), services: [service] };
}

/** The parent's own words, or lines to fill in where they are no longer known. */
function ownBubble(content: Content, ownWords: string | undefined): HelpBubble {
  const parts = content.help.get('page')?.parts;
  const label = parts?.get('own-words')?.join('\n\n') ?? '';
  return sheet(ownWords === undefined ? (parts?.get('own-words-not-kept')?.join('\n\n') ?? '') : `${label}\n\n${ownWords}`);
}

/** After a loss no question speaks of a baby, whatever was chosen before it was known. */
function questionsOf(content: Content, slots: Slots): readonly string[] {
  const card = slots['loss'] === 'yes' ? 'hardest-something-else' : (slots['hardest'] ?? 'hardest-something-else');
  return content.help.get(card)?.parts.get('questions') ?? [];
}

function sheet(text: string): HelpBubble {
  return { text, services: [], onThePage: true };
}

import type { Card, Contact, Quotation, Reply, Said } from '../common/reply.ts';
import type { Content, LocalHelp, Service, Words } from '../knowledge/content.ts';
import { bubblesOf } from './bubbles.ts';
import { localText } from './localHelp.ts';
import { findChoice } from './choices.ts';
import { helpBubble } from './help/helpBubble.ts';

/** Turns references to content into the replies they stand for. */
export interface ReplyWriter {
  /**
   * Says what `said` refers to, word for word the same each time.
   *
   * Where the content is no longer there (a conversation older than an upgrade), or its lookup fails, says the
   * emergency signpost instead: whatever went wrong, a parent sees where help is. Choices that are gone are left out.
   *
   * `ownWords`: what the parent wrote for their page, in the turn they wrote it. Without it there are lines to fill in.
   */
  write(id: string, said: Said, ownWords?: string): Reply;
}

/** What one bubble holds. */
interface Bubble {
  readonly text: string;
  readonly quotation?: Quotation;
  readonly services: readonly string[];
  /** Instead of the contacts of `services`. */
  readonly contacts?: readonly Contact[];
  readonly onThePage?: true;
}

/** What is said when a lookup fails. Handed over whole, so that it needs no lookup itself. */
export interface EmergencySignpost {
  readonly text: string;
  readonly card: Card;
}

export function replyWriter(content: Content, emergency: EmergencySignpost): ReplyWriter {
  const find = bubbleFinder(content);
  return {
    write(id, said, ownWords) {
      try {
        const bubble = find(said, ownWords);
        return bubble === undefined ? lastResort(id, said) : written(content, id, said, bubble);
      } catch {
        // The parent is owed a reply whatever broke; the check of content and the tests name what is missing.
        return lastResort(id, said);
      }
    },
  };

  function lastResort(id: string, said: Said): Reply {
    return { id, kind: said.kind, choices: [], said, ...emergency };
  }
}

function written(content: Content, id: string, said: Said, bubble: Bubble): Reply {
  return {
    id,
    kind: said.kind,
    text: bubble.text,
    ...(bubble.quotation === undefined ? {} : { quotation: bubble.quotation }),
    choices: said.choices.flatMap((choice) => findChoice(content, choice) ?? []),
    ...cardOf(content, bubble),
    ...(bubble.onThePage === undefined ? {} : { onThePage: bubble.onThePage }),
    said,
  };
}

/** Only the help dialog fills in slots. Every other bubble is the same each time, and is put together once. */
function bubbleFinder(content: Content): (said: Said, ownWords?: string) => Bubble | undefined {
  const known = new Map<string, Bubble>();
  return (said, ownWords) => {
    const { content: reference } = said;
    if (reference.startsWith('dialogs/')) return dialogBubble(content, said, ownWords);
    const bubble = known.get(reference) ?? fixedBubble(content, reference);
    if (bubble !== undefined) known.set(reference, bubble);
    return reference.startsWith('entries/') ? onPage(said, bubble) : bubble;
  };
}

function fixedBubble(content: Content, reference: string): Bubble | undefined {
  const { shelf, id, part, index } = parseReference(reference);
  if (shelf === 'local') return localBubble(content, part);
  if (shelf === 'entries') return quotedBubble(content, id, part, index);
  if (shelf === 'safety') return safetyBubble(content, id, part, index);
  const words = wordsOn(content, shelf)?.get(id);
  const bubbles = words && partOf(words, part);
  const text = bubbles?.[index];
  if (words === undefined || bubbles === undefined || text === undefined) return undefined;
  return { text, services: index === bubbles.length - 1 ? words.services : [] };
}

function localBubble({ local }: Content, part: string): Bubble | undefined {
  const text = local && localText(local, part);
  if (local === undefined || text === undefined) return undefined;
  return { text, services: [], contacts: part === 'privacy' ? privacyContacts(local) : contactsOf(local.service) };
}

function privacyContacts({ privacy }: LocalHelp): readonly Contact[] {
  return privacy === undefined ? [] : [{ kind: 'web', label: privacy.label, value: privacy.website }];
}

/** The only dialog is the one for asking for help. */
function dialogBubble(content: Content, { content: reference, slots }: Said, ownWords?: string): Bubble | undefined {
  const { id, part, index } = parseReference(reference);
  const bubble = helpBubble(content, { file: id.replace(/^help\//u, ''), part, index }, slots, ownWords);
  return bubble === undefined ? undefined : { ...bubble, services: bubble.services.map((service) => service.id) };
}

/** What is quoted at the end of the help dialog stands on its page. */
function onPage({ kind }: Said, bubble: Bubble | undefined): Bubble | undefined {
  return bubble === undefined || kind !== 'summary' ? bubble : { ...bubble, onThePage: true };
}

function partOf({ say, sayAgain, sayAfterDanger }: Words, part: string): readonly string[] | undefined {
  if (part === 'say-again') return sayAgain;
  return part === 'after-danger' ? sayAfterDanger : say;
}

function quotedBubble(content: Content, id: string, part: string, index: number): Bubble | undefined {
  const entry = content.entries.get(id);
  const words = bubblesOf(part === 'full-answer' ? (entry?.fullAnswer ?? []) : (entry?.shortAnswer ?? []))[index];
  if (entry === undefined || words === undefined) return undefined;
  // What was understood is named once; a quotation that goes on in the next bubble does not say it again.
  const quotation = { opening: index === 0 ? entry.opening : '', text: words, speaker: entry.speaker };
  const lines = [quotation.opening, `“${quotation.text}”`, quotation.speaker].filter((line) => line !== '');
  return { text: lines.join('\n\n'), quotation, services: [] };
}

function safetyBubble(content: Content, row: string, part: string, index: number): Bubble | undefined {
  const reply = content.safety.replies.get(row);
  const bubbles = part === 'again' ? reply?.again : reply?.first;
  const text = bubbles?.[index];
  if (reply === undefined || text === undefined) return undefined;
  return { text, services: [reply.actionServices, reply.services][index] ?? [] };
}

function wordsOn(content: Content, shelf: string): Content['messages'] | Content['signposts'] | undefined {
  if (shelf === 'messages') return content.messages;
  if (shelf === 'signposts') return content.signposts;
  if (shelf === 'smalltalk') return content.smalltalk;
  if (shelf === 'barriers') return content.barriers;
  return undefined;
}

function cardOf(content: Content, bubble: Bubble): { card?: Card } {
  const contacts = bubble.contacts ?? bubble.services.flatMap((id) => contactsOf(content.services.get(id)));
  return contacts.length === 0 ? {} : { card: { contacts } };
}

/** The ways to reach one service, as buttons. Undefined or without a way: none. */
export function contactsOf(service: Service | undefined): readonly Contact[] {
  if (service === undefined) return [];
  const { phone, callLabel, sms, textLabel, website, webLabel } = service;
  const contacts: Contact[] = [];
  if (phone !== undefined && callLabel !== undefined) contacts.push({ kind: 'call', label: callLabel, value: phone });
  if (sms !== undefined && textLabel !== undefined) {
    const body = sms.body === undefined ? {} : { body: sms.body };
    contacts.push({ kind: 'text', label: textLabel, value: sms.number, ...body });
  }
  if (website !== undefined && webLabel !== undefined) contacts.push({ kind: 'web', label: webLabel, value: website });
  return contacts;
}

/** Splits `entries/signs.clingy#short-answer.0`. Anything else gives parts that no content has. */
function parseReference(reference: string): { shelf: string; id: string; part: string; index: number } {
  const match = /^([a-z]+)\/([^#]+)#([a-z-]+)\.(\d+)$/.exec(reference);
  const [, shelf = '', id = '', part = '', index = ''] = match ?? [];
  return { shelf, id, part, index: Number(index) };
}

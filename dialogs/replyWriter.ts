import type { Card, Contact, Quotation, Reply, Said } from '../common/reply.ts';
import type { Content, Service } from '../knowledge/content.ts';
import { bubblesOf } from './bubbles.ts';
import { choiceOf } from './choices.ts';

/** Turns references to content into the replies they stand for. */
export interface ReplyWriter {
  /**
   * Says what `said` refers to, word for word the same each time.
   *
   * Where the content is no longer there (a conversation older than an upgrade), says the emergency signpost instead:
   * whatever went wrong, a parent sees where help is.
   */
  write(id: string, said: Said): Reply;
}

/** What one bubble holds. */
interface Bubble {
  readonly text: string;
  readonly quotation?: Quotation;
  readonly services: readonly string[];
}

/** What is said when a lookup fails. Handed over whole, so that it needs no lookup itself. */
export interface EmergencySignpost {
  readonly text: string;
  readonly card: Card;
}

export function replyWriter(content: Content, emergency: EmergencySignpost): ReplyWriter {
  return {
    write(id, said) {
      const bubble = bubbleOf(content, said);
      if (bubble === undefined) return { id, kind: said.kind, choices: [], said, ...emergency };
      return {
        id,
        kind: said.kind,
        text: bubble.text,
        ...(bubble.quotation === undefined ? {} : { quotation: bubble.quotation }),
        choices: said.choices.map((choice) => choiceOf(content, choice)),
        ...cardOf(content, bubble.services),
        said,
      };
    },
  };
}

function bubbleOf(content: Content, said: Said): Bubble | undefined {
  const { shelf, id, part, index } = parseReference(said.content);
  if (shelf === 'entries') return quotedBubble(content, id, part, index);
  if (shelf === 'safety') return safetyBubble(content, id, part, index);
  const words = wordsOn(content, shelf)?.get(id);
  const bubbles = part === 'say-again' ? words?.sayAgain : words?.say;
  const text = bubbles?.[index];
  if (words === undefined || bubbles === undefined || text === undefined) return undefined;
  return { text, services: index === bubbles.length - 1 ? words.services : [] };
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
  return undefined;
}

function cardOf(content: Content, services: readonly string[]): { card?: Card } {
  const contacts = services.flatMap((id) => contactsOf(content.services.get(id)));
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

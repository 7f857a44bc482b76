import { Fragment, h, type ComponentChild } from 'preact';
import type { Card, Contact, Quotation, Reply } from '../../common/reply.ts';
import { word, type ViewWords } from './words.ts';

/**
 * One bubble of ours: words, or a quotation in its frame, and the ways to reach a person.
 *
 * `isAction`: the first bubble about danger, which says what to do now and is drawn larger. Bubbles of the page to take
 * along stand together as one sheet, and are all that is printed.
 */
export function Bubble({ words, reply, isAction }: {
  readonly words: ViewWords;
  readonly reply: Reply;
  readonly isAction: boolean;
}): ComponentChild {
  const { text, quotation, card } = reply;
  const body = quotation === undefined ? h(Paragraphs, { text }) : h(QuotedBody, { quotation });
  const contacts = card === undefined ? null : h(Contacts, { card, label: word(words, 'contacts-label') });
  const first = isAction ? ' bubble-first' : '';
  const sheet = reply.onThePage === true ? ' bubble-sheet' : '';
  return h('div', { class: `bubble bubble-${reply.kind}${first}${sheet}` }, body, contacts);
}

function Paragraphs({ text }: { readonly text: string }): ComponentChild {
  return h(Fragment, null, ...text.split('\n\n').map((paragraph) => h('p', null, paragraph)));
}

function QuotedBody({ quotation }: { readonly quotation: Quotation }): ComponentChild {
  return h(
    'figure',
    null,
    quotation.opening === '' ? null : h('p', { class: 'opening' }, quotation.opening),
    h('blockquote', null, h('p', null, `“${quotation.text}”`)),
    h('figcaption', null, quotation.speaker),
  );
}

/** The ways to reach a person, a line each. */
export function Contacts({ card, label }: { readonly card: Card; readonly label: string }): ComponentChild {
  const line = (contact: Contact): ComponentChild => h('li', null, h(ContactLink, { contact }));
  return h('ul', { class: 'contacts', 'aria-label': label }, ...card.contacts.map(line));
}

/** A link that a phone can follow, plain digits in its label. A site opens beside the chat, not over it. */
function ContactLink({ contact }: { readonly contact: Contact }): ComponentChild {
  const outside = contact.kind === 'web' ? { rel: 'noreferrer noopener', target: '_blank' } : {};
  const { kind, label } = contact;
  return h('a', { class: `contact contact-${kind}`, href: addressOf(contact), ...outside }, unbroken(label));
}

/** A number that is broken over two lines is hard to dial. */
function unbroken(label: string): string {
  return label.replaceAll(/(\d) (?=\d)/g, '$1\u00a0');
}

function addressOf({ kind, value, body }: Contact): string {
  if (kind === 'call') return `tel:${value.replaceAll(/[^\d+]/g, '')}`;
  if (kind === 'text') return `sms:${value}${body === undefined ? '' : `?body=${encodeURIComponent(body)}`}`;
  return value;
}

import { h, type ComponentChild } from 'preact';
import { word, type ViewWords } from './words.ts';

/** The two numbers that are right at any hour and in every part of the UK. */
export function UrgentContacts({ words }: { readonly words: ViewWords }): ComponentChild {
  const line = (href: string, key: string): ComponentChild => h('li', null, h('a', { class: 'contact', href }, word(words, key)));
  return h('ul', { class: 'contacts' }, line('tel:999', 'ring-999'), line('tel:116123', 'ring-samaritans'));
}

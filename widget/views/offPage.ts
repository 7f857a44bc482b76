import { h, type ComponentChild } from 'preact';
import { Page } from './page.ts';
import { UrgentContacts } from './urgentContacts.ts';
import { word, type ViewWords } from './words.ts';

/** Stands in for every page but `/help` while the program is switched off: that it is, and where help is. */
export function OffPage({ words, style }: { readonly words: ViewWords; readonly style: string }): ComponentChild {
  return h(Page, { words, style, title: word(words, 'off-title') }, [
    h('h1', null, word(words, 'off-title')),
    h('p', null, word(words, 'off-text')),
    h(UrgentContacts, { words }),
    h('p', null, word(words, 'error-line')),
    h('p', null, h('a', { class: 'start', href: '/help' }, word(words, 'error-to-help'))),
  ]);
}

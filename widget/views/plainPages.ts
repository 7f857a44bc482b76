import { h, type ComponentChild } from 'preact';
import type { Card } from '../../common/reply.ts';
import { Contacts } from './bubble.ts';
import { Page } from './page.ts';
import { UrgentContacts } from './urgentContacts.ts';
import { word, type ViewWords } from './words.ts';

interface PlainPageProps {
  readonly words: ViewWords;
  readonly style: string;
}

/** A service as `/help` shows it. */
export interface HelpService {
  readonly id: string;
  readonly name: string;
  readonly say: string;
  readonly card: Card;
}

/** `/about`: what this is, for whom, and the way to the chat. */
export function AboutPage({ words, style }: PlainPageProps): ComponentChild {
  return h(Page, { words, style, title: word(words, 'home-title') }, [
    h('h1', null, word(words, 'home-heading')),
    h('p', null, word(words, 'home-intro')),
    h('p', null, h('a', { class: 'start', href: '/chat' }, word(words, 'home-chat-link'))),
    h('h2', null, word(words, 'home-what-heading')),
    h('p', null, word(words, 'home-what')),
    h('h2', null, word(words, 'home-not-heading')),
    h('p', null, word(words, 'home-not')),
    h('h2', null, word(words, 'home-privacy-heading')),
    h('p', null, word(words, 'home-privacy')),
  ]);
}

/** What `/help` says before the services, in this order, after the two numbers to ring now. */
const HELP_LINES = ['help-danger', 'help-talk', 'help-health', 'help-feelings', 'help-language', 'help-bsl'];

/** `/help`: where help is, without the bot. */
export function HelpPage(props: PlainPageProps & { readonly services: readonly HelpService[] }): ComponentChild {
  const { words, style, services } = props;
  return h(Page, { words, style, title: word(words, 'help-title') }, [
    h('h1', null, word(words, 'help-heading')),
    h('p', null, word(words, 'help-intro')),
    h(UrgentContacts, { words }),
    ...HELP_LINES.map((key) => h('p', null, word(words, key))),
    ...services.map((service) => h(Service, { words, service })),
    h('p', { class: 'notice' }, word(words, 'help-not-checked')),
    h('p', null, h('a', { class: 'start', href: '/chat' }, word(words, 'help-to-chat'))),
  ]);
}

function Service({ words, service }: { readonly words: ViewWords; readonly service: HelpService }): ComponentChild {
  const { id, name, say, card } = service;
  const label = word(words, 'contacts-label');
  return h(
    'section',
    { class: 'service', 'aria-labelledby': id },
    h('h2', { id }, name),
    h('p', null, say),
    card.contacts.length === 0 ? null : h(Contacts, { card, label }),
  );
}

/** What a browser shows when something is not right: plain words, and the lines for danger as on every page. */
export function ErrorPage({ words, style, status }: PlainPageProps & { readonly status: number }): ComponentChild {
  const known = words.has(`error-${status}`) ? `error-${status}` : 'error-500';
  return h(Page, { words, style, title: word(words, known) }, [
    h('h1', null, word(words, known)),
    h('p', null, word(words, `${known}-text`)),
    h('p', null, word(words, 'error-line')),
    h('p', null, h('a', { class: 'start', href: '/chat' }, word(words, 'error-to-chat'))),
    h('p', null, h('a', { class: 'standing', href: '/help' }, word(words, 'error-to-help'))),
  ]);
}

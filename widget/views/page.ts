import { h, type ComponentChild, type ComponentChildren } from 'preact';
import { word, type ViewWords } from './words.ts';

/** Where the way out leads: a page that says nothing of the one left, as GOV.UK's pattern has it. */
export const EXIT_ADDRESS = 'https://www.bbc.co.uk/weather';

/** The frame of every page: draft notice and way out above, always on screen; the lines for danger below. */
export function Page(props: {
  readonly words: ViewWords;
  readonly title: string;
  readonly style: string;
  readonly children?: ComponentChildren;
}): ComponentChild {
  const { words, title, style, children } = props;
  return h(
    'html',
    { lang: 'en-GB' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'robots', content: 'noindex' }),
      h('title', null, title),
      h('style', { dangerouslySetInnerHTML: { __html: style } }),
    ),
    h(
      'body',
      null,
      h('a', { class: 'skip', href: '#main' }, word(words, 'skip-to-chat')),
      h(Header, { words }),
      h('main', { id: 'main', tabindex: -1 }, children),
      h(UrgentLines, { words }),
    ),
  );
}

/** The way out leaves a frame too: inside a charity's page, everything goes. */
function Header({ words }: { readonly words: ViewWords }): ComponentChild {
  const exit = { class: 'exit', href: EXIT_ADDRESS, rel: 'noreferrer nofollow', target: '_top', 'aria-describedby': 'exit-notice' };
  return h(
    'header',
    null,
    h(
      'div',
      { class: 'bar' },
      h('div', null, h('p', { class: 'draft' }, word(words, 'draft-notice')), h('a', exit, word(words, 'exit'))),
    ),
    h('p', { class: 'exit-notice', id: 'exit-notice' }, word(words, 'exit-notice')),
  );
}

/** Danger needs no bot: these lines are on every page. */
function UrgentLines({ words }: { readonly words: ViewWords }): ComponentChild {
  return h(
    'footer',
    { 'aria-label': word(words, 'urgent-label') },
    h('h2', null, word(words, 'urgent-label')),
    h(UrgentContacts, { words }),
    h('p', null, h('a', { class: 'standing', href: '/help' }, word(words, 'urgent-link'))),
  );
}

/** The two numbers that are right at any hour and in every part of the UK. */
export function UrgentContacts({ words }: { readonly words: ViewWords }): ComponentChild {
  const line = (href: string, key: string): ComponentChild => h('li', null, h('a', { class: 'contact', href }, word(words, key)));
  return h('ul', { class: 'contacts' }, line('tel:999', 'ring-999'), line('tel:116123', 'ring-samaritans'));
}

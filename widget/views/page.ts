import { h, type ComponentChild, type ComponentChildren } from 'preact';
import { EXIT_ADDRESS } from './exitAddress.ts';
import { STATE_ELEMENT } from './pageState.ts';
import { UrgentContacts } from './urgentContacts.ts';
import { word, type ViewWords } from './words.ts';

/** What every page has around its own part. */
export interface PageFrame {
  readonly words: ViewWords;
  readonly title: string;
  readonly style: string;
  /** Of the words of the page, as browsers name languages. Absent: `en-GB`. */
  readonly language?: string;
  /** Whether the page has a way out. Absent: it has. */
  readonly hasExit?: boolean;
  /** Address of the one script of the page. Absent: it has none. */
  readonly script?: string;
  /** JSON for the script. */
  readonly state?: string;
}

/** The frame of every page: draft notice and way out above, always on screen; the lines for danger below. */
export function Page(props: PageFrame & { readonly children?: ComponentChildren }): ComponentChild {
  const { words, title, style, language = 'en-GB', hasExit = true, children } = props;
  return h(
    'html',
    { lang: language },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'robots', content: 'noindex' }),
      h('title', null, title),
      h('style', { dangerouslySetInnerHTML: { __html: style } }),
      ...scripts(props),
    ),
    h(
      'body',
      null,
      h('a', { class: 'skip', href: '#main' }, word(words, 'skip-to-chat')),
      h(Header, { words, hasExit }),
      h('main', { id: 'main', tabindex: -1 }, children),
      h(UrgentLines, { words }),
    ),
  );
}

/** A module runs when the page is there. In its state every `<` is written another way, so that nothing ends it. */
function scripts({ script, state }: PageFrame): ComponentChild[] {
  const json = state === undefined ? undefined : { __html: state.replaceAll('<', '\\u003c') };
  return [
    json === undefined ? null : h('script', { type: 'application/json', id: STATE_ELEMENT, dangerouslySetInnerHTML: json }),
    script === undefined ? null : h('script', { type: 'module', src: script }),
  ];
}

/** The way out leaves a frame too: inside a charity's page, everything goes. */
function Header({ words, hasExit }: { readonly words: ViewWords; readonly hasExit: boolean }): ComponentChild {
  const exit = { class: 'exit', href: EXIT_ADDRESS, rel: 'noreferrer nofollow', target: '_top', 'aria-describedby': 'exit-notice' };
  return h(
    'header',
    null,
    h(
      'div',
      { class: 'bar' },
      h('div', null, h('p', { class: 'draft' }, word(words, 'draft-notice')), hasExit ? h('a', exit, word(words, 'exit')) : null),
    ),
    hasExit ? h('p', { class: 'exit-notice', id: 'exit-notice' }, word(words, 'exit-notice')) : null,
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

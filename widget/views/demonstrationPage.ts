import { h, type ComponentChild } from 'preact';
import { Page } from './page.ts';
import {
  frameSnippet, linkSnippet, scriptAttributes, scriptSnippet,
  type SnippetAddresses, type SnippetSettings, type SnippetWords,
} from './snippet.ts';
import { word, type ViewWords } from './words.ts';

interface DemonstrationProps {
  readonly words: ViewWords;
  readonly style: string;
  readonly snippet: SnippetSettings;
  readonly addresses: SnippetAddresses;
}

/** A page as a charity's might be, with the widget on it as set, and what to copy for one's own. */
export function DemonstrationPage({ words, style, snippet, addresses }: DemonstrationProps): ComponentChild {
  const say = (key: string): string => word(words, `demonstration-${key}`);
  const { origin } = addresses;
  const copied: SnippetWords = { link: word(words, 'widget-open'), numbers: word(words, 'widget-numbers') };
  return h(
    Page,
    { words, style, title: say('title') },
    h('h1', null, say('heading')),
    h('p', null, say('intro')),
    h(
      'section',
      { class: 'sample', 'aria-labelledby': 'sample' },
      h('p', { class: 'sample-label' }, say('sample-label')),
      h('h2', { id: 'sample' }, say('sample-heading')),
      h('p', null, say('sample-text')),
      h('p', null, h('a', { class: 'start', href: '/chat' }, copied.link)),
      h('p', null, copied.numbers),
      h('script', scriptAttributes(snippet, addresses.loaderPath)),
    ),
    h('h2', null, say('try-heading')),
    h(Settings, { words, snippet }),
    h('h2', null, say('copy-heading')),
    h('p', null, say('copy')),
    h(Code, { label: say('script-label'), text: scriptSnippet(snippet, addresses, copied, false) }),
    h('p', null, say('origins')),
    h(Code, { label: say('pinned-label'), text: scriptSnippet(snippet, addresses, copied, true) }),
    h(Code, { label: say('frame-label'), text: frameSnippet(origin, copied) }),
    h(Code, { label: say('link-label'), text: linkSnippet(origin, copied) }),
    h('p', { class: 'more' }, h('a', { href: '/about' }, word(words, 'about-link'))),
  );
}

/** Selected as a whole by keyboard and by finger, and never sent anywhere. */
function Code({ label, text }: { readonly label: string; readonly text: string }): ComponentChild {
  return h('label', { class: 'code' }, label, h('textarea', { readonly: true, rows: 4, spellcheck: false, dir: 'ltr' }, text));
}

const CHOICES = {
  position: ['right', 'left'],
  launcher: ['button', 'inline'],
  language: ['en', 'cy'],
  open: ['no', 'yes'],
  exit: ['on', 'off'],
} as const;

/** A form that shows this page again with the settings in its address. */
function Settings({ words, snippet }: Pick<DemonstrationProps, 'words' | 'snippet'>): ComponentChild {
  const say = (key: string): string => word(words, `demonstration-${key}`);
  const set = new Map<string, string>(Object.entries(snippet));
  const option = (name: string, value: string): ComponentChild =>
    h('option', { value, selected: set.get(name) === value }, say(`${name}-${value}`));
  const select = ([name, values]: [string, readonly string[]]): ComponentChild =>
    h(
      'label',
      null,
      say(name),
      h('select', { name }, ...values.map((value) => option(name, value))),
    );
  return h(
    'form',
    { action: '/', class: 'settings' },
    h('label', null, say('title-label'), h('input', { name: 'title', maxlength: 60, value: snippet.title ?? '' })),
    h('label', null, say('colour'), h('input', { name: 'colour', type: 'color', value: snippet.colour ?? '#1c5d53' })),
    ...Object.entries(CHOICES).map(select),
    h('button', { class: 'send' }, say('show')),
  );
}

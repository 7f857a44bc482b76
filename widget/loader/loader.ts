/**
 * The script of the snippet: a button on a charity's page, and the chat in a frame once it is opened.
 *
 * Until then it asks the network for nothing, and it never stores anything. What it adds stands in a closed shadow
 * tree beside the host's body, so that neither page's style reaches the other and single-page sites do not sweep it up.
 */
import { element } from './element.ts';
import { launcher } from './launcher.ts';
import { chatPanel } from './panel.ts';
import { readSettings } from './settings.ts';
import { applyStyle } from './style.ts';

const MARK = Symbol.for('imhb');

const { currentScript } = document;
// A page without an origin of its own may not frame the chat: the snippet's link stays a link.
if (currentScript instanceof HTMLScriptElement && window.origin !== 'null' && !(MARK in window)) {
  Reflect.set(window, MARK, true);
  start(currentScript);
}

function start(script: HTMLScriptElement): void {
  const settings = readSettings(script);
  const { title, language, chat, colour } = settings;
  // A landmark of its own, so that it can be found.
  const landmark = element('div', { role: 'region', 'aria-label': title, lang: language });
  const root = landmark.attachShadow({ mode: 'closed' });
  const button = launcher(settings, root);
  let opener: HTMLElement | undefined;
  let panel: HTMLElement | undefined;
  applyStyle(landmark, root, colour);

  function open(from: HTMLElement | undefined): void {
    opener = from;
    panel ??= chatPanel(settings, root, () => opener?.focus());
    panel.hidden = false;
    panel.querySelector('iframe')?.focus();
  }

  button?.addEventListener('click', () => open(button));
  // The snippet's own link opens the chat here. Held with a key, or in another tab, it is a link as ever.
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (!link || link.href !== chat || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // A single-page site may have swept up the place of a chat in the page.
    if (!landmark.isConnected) link.after(landmark);
    open(link);
  });

  if (settings.place === 'inline') script.after(landmark);
  else document.documentElement.append(landmark);
  if (settings.opensAtOnce) open(button);
}

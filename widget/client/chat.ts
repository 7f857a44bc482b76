/** The script of the chat page: takes the page over where it stands, and speaks Direct Line. */
import { h, hydrate, render } from 'preact';
import { Conversation } from '../views/conversation.ts';
import { STATE_ELEMENT, type PageState } from '../views/pageState.ts';
import { word, type ViewWords } from '../views/words.ts';
import { chatSession } from './chatSession.ts';
import { drawn } from './drawn.ts';
import { frameHost } from './frameHost.ts';
import { blank, goAway } from './leave.ts';
import { openInNewTab } from './links.ts';
import { quickExit } from './quickExit.ts';
import { readForm, sendsOnEnter } from './readForm.ts';
import { showNewest, type Seen } from './showNewest.ts';
import { whenOnline } from './whenOnline.ts';

const main = document.getElementById('main');
const form = document.querySelector('form');
const json = document.getElementById(STATE_ELEMENT)?.textContent;
if (main !== null && form !== null && json !== undefined) takeOver(main, form, JSON.parse(json) as PageState);

function takeOver(page: HTMLElement, firstForm: HTMLFormElement, state: PageState): void {
  const words: ViewWords = new Map(Object.entries(state.words));
  const { language, isCarried = false } = state;
  const fixed = { words, ...hiddenIn(firstForm), language, isCarried, useful: tellUseful };
  const begun = firstForm.querySelector('textarea')?.value ?? '';
  let seen: Seen = { exchanges: 1, replies: state.welcome.length };

  const session = chatSession({
    origin: location.origin,
    pageToken: fixed.token,
    welcome: state.welcome,
    waking: whenOnline,
    onChange({ transcript, isUnreachable }) {
      render(h(Conversation, drawn(transcript, isUnreachable, fixed)), page);
      seen = showNewest(transcript, seen);
    },
  });
  const { transcript } = session.now();
  hydrate(h(Conversation, drawn(transcript, false, fixed)), page);
  // What was begun before the script came stays in the field.
  const field = page.querySelector('textarea');
  if (field !== null) field.value = begun;

  page.addEventListener('keydown', sendsOnEnter);
  page.addEventListener('submit', (event) => {
    event.preventDefault();
    const sent = readForm(event);
    if (sent !== undefined) session.send(sent);
  });
  window.addEventListener('offline', () => session.lost());
  window.addEventListener('online', () => session.look());

  const host = frameHost(state.hosts, { exit: () => leave(), shift: () => exit?.() });
  const exit = quickExit(words, { leave: () => leave(), onPress: () => host.tell('shift') });
  function leave(): void {
    const tokens = session.close();
    if (tokens === undefined) return;
    blank(word(words, 'neutral-title'));
    for (const conversation of tokens) beacon('/end', { conversation });
    goAway(() => host.tell('exit'));
  }

  function tellUseful(useful: 'yes' | 'no'): void {
    beacon('/useful', { conversation: fixed.token, useful });
  }

  openInNewTab();
  document.documentElement.dataset['taken'] = 'over';
  host.tell('ready');
}

/** The fields of the form that carry the conversation without a script, and still do. */
function hiddenIn(given: HTMLFormElement): { readonly token: string; readonly messageId: string } {
  const value = (name: string): string => given.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? '';
  return { token: value('conversation'), messageId: value('message') };
}

/** Sends a few words that outlive the page. */
function beacon(path: string, fields: Record<string, string>): void {
  navigator.sendBeacon(path, new URLSearchParams(fields));
}

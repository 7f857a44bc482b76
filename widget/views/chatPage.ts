import { h, type ComponentChild } from 'preact';
import type { Choice, Reply } from '../../common/reply.ts';
import { Bubble } from './bubble.ts';
import { Page } from './page.ts';
import { word, type ViewWords } from './words.ts';

/** Most characters the field takes: far more than anybody types, and little enough to be read in one turn. */
export const MAX_FIELD_CHARACTERS = 20_000;

/** A message this long may scroll inside its own bubble; then the keyboard must reach it. */
const LONG_CHARACTERS = 200;

/** What the chat page shows: the last message and its replies, and the form for the next. */
export interface ChatPageProps {
  readonly words: ViewWords;
  readonly style: string;
  /** What the parent sent last, shown back on this page only. Absent: nothing yet. */
  readonly said?: string;
  /** What the parent had begun to write when a button was tapped; waits in the field. Absent: an empty field. */
  readonly draft?: string;
  readonly replies: readonly Reply[];
  /** The conversation, signed; travels in a hidden field, so in no cookie and no address. */
  readonly token: string;
  /** Names the next message, so that a form sent twice is one message. */
  readonly messageId: string;
  /** Names the message answered here, so that its replies can be had again. Absent: nothing was sent yet. */
  readonly answeredId?: string;
  /** A line above the replies, such as that the conversation began afresh. */
  readonly notice?: string;
}

/** A whole conversation page that works without JavaScript. It opens at the start of the reply: `/chat#reply`. */
export function ChatPage(props: ChatPageProps): ComponentChild {
  const { words, style, said, replies, notice, answeredId } = props;
  const label = word(words, 'helper-said');
  return h(
    Page,
    { words, style, title: word(words, 'page-title') },
    h('h1', null, word(words, 'heading')),
    said === undefined ? null : h(Said, { words, said }),
    h(
      'section',
      { id: 'reply', class: 'replies', tabindex: -1, 'aria-label': label },
      answeredId === undefined ? null : h('h2', null, label),
      notice === undefined ? null : h('p', { class: 'notice' }, notice),
      ...replies.map((reply, index) => h(Bubble, { words, reply, isAction: index === 0 && reply.kind === 'crisis' })),
    ),
    h(MessageForm, props),
    h(
      'p',
      { class: 'more' },
      h('a', { href: '/' }, word(words, 'about-link')),
      answeredId === undefined ? null : h('a', { href: '/chat' }, word(words, 'start-again')),
    ),
  );
}

function Said({ words, said }: { readonly words: ViewWords; readonly said: string }): ComponentChild {
  const label = word(words, 'you-said');
  const scrolling = said.length > LONG_CHARACTERS ? { tabindex: 0, role: 'group', 'aria-label': label } : {};
  return h('section', { class: 'said', 'aria-label': label }, h('h2', null, label), h('p', { dir: 'auto', ...scrolling }, said));
}

/**
 * Buttons come before the field: most parents tap. What was begun in the field is sent along with a tapped button, so
 * that nothing is lost and words about danger are seen.
 */
function MessageForm({ words, replies, token, messageId, answeredId, draft }: ChatPageProps): ComponentChild {
  const choices = replies.at(-1)?.choices ?? [];
  const hidden = (name: string, value: string): ComponentChild => h('input', { type: 'hidden', name, value });
  const field = { id: 'text', name: 'text', rows: 3, maxlength: MAX_FIELD_CHARACTERS, required: true };
  return h(
    'form',
    { method: 'post', action: '/chat#reply', autocomplete: 'off' },
    hidden('conversation', token),
    hidden('message', messageId),
    answeredId === undefined ? null : hidden('answered', answeredId),
    choices.length === 0 ? null : h(Choices, { choices, label: word(words, 'choices-label') }),
    h('label', { for: 'text' }, word(words, 'input-label')),
    h('p', { class: 'hint', id: 'hint' }, word(words, 'input-hint')),
    h('textarea', { ...field, dir: 'auto', autocomplete: 'off', 'aria-describedby': 'hint' }, draft ?? ''),
    h('button', { type: 'submit', class: 'send' }, word(words, 'send')),
  );
}

/** A button needs no words in the field, so it does not ask for them. */
function Choices({ choices, label }: { readonly choices: readonly Choice[]; readonly label: string }): ComponentChild {
  const button = ({ id, title }: Choice): ComponentChild =>
    h('li', null, h('button', { type: 'submit', name: 'choice', value: id, formnovalidate: true }, title));
  return [
    h('p', { class: 'choices-label', id: 'choices-label' }, label),
    h('ul', { class: 'choices', 'aria-labelledby': 'choices-label' }, ...choices.map(button)),
  ];
}

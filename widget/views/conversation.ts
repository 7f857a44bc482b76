import { Fragment, h, type ComponentChild } from 'preact';
import type { Choice, Reply } from '../../common/reply.ts';
import { Bubble } from './bubble.ts';
import { UrgentContacts } from './urgentContacts.ts';
import { word, type ViewWords } from './words.ts';

/** Most characters the field takes: far more than anybody types, and little enough to be read in one turn. */
export const MAX_FIELD_CHARACTERS = 20_000;

/** A message this long may scroll inside its own bubble; then the keyboard must reach it. */
const LONG_CHARACTERS = 200;

/** What a parent said and what was said to it. */
export interface Turn {
  /** Absent: nothing was said (the welcome), or nothing that can be shown. */
  readonly said?: string;
  /** A word below what was said, such as that it is being sent. Absent: nothing to tell. */
  readonly state?: string;
  /** A line above the replies, such as that the conversation began afresh. */
  readonly notice?: string;
  readonly replies: readonly Reply[];
  /** Whether these answer something. Not so: the welcome. */
  readonly isAnswer: boolean;
}

/** A conversation as it is on screen: what was said, and the form for what is said next. */
export interface ConversationProps {
  readonly words: ViewWords;
  /** Oldest first, at least one. A page without JavaScript shows one. */
  readonly turns: readonly Turn[];
  /** The conversation, signed; travels in a hidden field, so in no cookie and no address. */
  readonly token: string;
  /** What follows `/chat` in addresses: `?lang=cy`. Absent: nothing. */
  readonly query?: string;
  /** Names the next message, so that a form sent twice is one message. */
  readonly messageId: string;
  /** Names the message answered here, so that its replies can be had again. Absent: nothing was sent yet. */
  readonly answeredId?: string;
  /** What the parent had begun to write when a button was tapped; waits in the field. Absent: an empty field. */
  readonly draft?: string;
  /** Whether nobody answers: then the page itself says where help is. */
  readonly isUnreachable?: boolean;
  /** Whether somebody else carries the chat and may keep it, which is said beforehand. Absent: nobody does. */
  readonly isCarried?: boolean;
  /** Of the replies, where it is not that of the page. */
  readonly contentLanguage?: string;
  /** What stands below the newest reply, where a script draws the page. Outside the log: it is not read out unasked. */
  readonly tools?: ComponentChild;
}

/** The inside of the chat page, the same drawn on the server and in the browser. */
export function Conversation(props: ConversationProps): ComponentChild {
  const { words, turns, answeredId, query = '', isUnreachable = false, contentLanguage, tools } = props;
  const newest = turns.length - 1;
  return h(
    Fragment,
    null,
    h('h1', null, word(words, 'heading')),
    h(
      'div',
      { class: 'log', role: 'log', 'aria-label': word(words, 'conversation-label') },
      ...turns.map((turn, index) =>
        h(TurnView, { key: index, words, turn, isNewest: index === newest, contentLanguage }),
      ),
    ),
    tools ?? null,
    // Screen readers announce what is put into a region that was there before.
    h('div', { class: 'connection', role: 'status' }, isUnreachable ? h(Unreachable, { words }) : null),
    h(MessageForm, props),
    h(
      'p',
      { class: 'more' },
      h('a', { href: '/about' }, word(words, 'about-link')),
      answeredId === undefined && newest === 0 ? null : h('a', { href: `/chat${query}` }, word(words, 'start-again')),
    ),
  );
}

interface TurnViewProps {
  readonly key: number;
  readonly words: ViewWords;
  readonly turn: Turn;
  /** Only the newest turn has landmarks: a list of twenty would be no help in finding one's way. */
  readonly isNewest: boolean;
  readonly contentLanguage: string | undefined;
}

function TurnView({ words, turn, isNewest, contentLanguage }: TurnViewProps): ComponentChild {
  const { said, state, notice, replies, isAnswer } = turn;
  const label = word(words, 'helper-said');
  const landmark = isNewest ? { id: 'reply', 'aria-label': label } : {};
  const lang = contentLanguage === undefined ? {} : { lang: contentLanguage };
  return h(
    Fragment,
    null,
    said === undefined ? null : h(Said, { words, said, state, isNewest }),
    replies.length === 0 && notice === undefined
      ? null
      : h(
          'section',
          { ...landmark, ...lang, class: 'replies', tabindex: -1 },
          isAnswer ? h('h2', null, label) : null,
          notice === undefined ? null : h('p', { class: 'notice' }, notice),
          ...replies.map((reply, index) =>
            h(Bubble, { key: reply.id, words, reply, isAction: index === 0 && reply.kind === 'crisis' }),
          ),
        ),
  );
}

interface SaidProps {
  readonly words: ViewWords;
  readonly said: string;
  readonly state: string | undefined;
  readonly isNewest: boolean;
}

function Said({ words, said, state, isNewest }: SaidProps): ComponentChild {
  const label = word(words, 'you-said');
  const scrolling = said.length > LONG_CHARACTERS ? { tabindex: 0, role: 'group', 'aria-label': label } : {};
  return h(
    'section',
    { class: 'said', ...(isNewest ? { 'aria-label': label } : {}) },
    h('h2', null, label),
    h('p', { dir: 'auto', ...scrolling }, said),
    state === undefined ? null : h('div', { key: state, class: 'state' }, state),
  );
}

/** Care comes before the cause: who to ring, in words and to tap. */
function Unreachable({ words }: { readonly words: ViewWords }): ComponentChild {
  return [h('p', null, word(words, 'offline')), h(UrgentContacts, { words })];
}

/**
 * Buttons come before the field: most parents tap. What was begun in the field is sent along with a tapped button, so
 * that nothing is lost and words about danger are seen.
 */
function MessageForm(props: ConversationProps): ComponentChild {
  const { words, turns, token, messageId, answeredId, draft, query = '', isCarried = false } = props;
  const choices = turns.at(-1)?.replies.at(-1)?.choices ?? [];
  const hidden = (name: string, value: string): ComponentChild => h('input', { type: 'hidden', name, value });
  const field = { id: 'text', name: 'text', rows: 3, maxlength: MAX_FIELD_CHARACTERS, required: true };
  return h(
    'form',
    { method: 'post', action: `/chat${query}#reply`, autocomplete: 'off' },
    hidden('conversation', token),
    hidden('message', messageId),
    answeredId === undefined ? null : hidden('answered', answeredId),
    choices.length === 0 ? null : h(Choices, { choices, label: word(words, 'choices-label') }),
    h('label', { for: 'text' }, word(words, 'input-label')),
    h('p', { class: 'hint', id: 'hint' }, word(words, 'input-hint'), isCarried ? ` ${word(words, 'carried')}` : null),
    h('textarea', { ...field, dir: 'auto', autocomplete: 'off', 'aria-describedby': 'hint' }, draft ?? ''),
    h('button', { type: 'submit', class: 'send' }, word(words, 'send')),
  );
}

/**
 * A button needs no words in the field, so it does not ask for them. Ways through a dialog are drawn quieter, on a line
 * of their own.
 */
function Choices({ choices, label }: { readonly choices: readonly Choice[]; readonly label: string }): ComponentChild {
  const attributes = (id: string): object => ({ type: 'submit', name: 'choice', value: id, formnovalidate: true });
  const button = ({ id, title }: Choice): ComponentChild =>
    h('li', { key: id }, h('button', attributes(id), title));
  const list = (name: string, listed: readonly Choice[]): ComponentChild =>
    listed.length === 0 ? null : h('ul', { class: name, 'aria-labelledby': 'choices-label' }, ...listed.map(button));
  return [
    h('p', { class: 'choices-label', id: 'choices-label' }, label),
    list('choices', choices.filter(({ quiet }) => quiet !== true)),
    list('ways', choices.filter(({ quiet }) => quiet === true)),
  ];
}

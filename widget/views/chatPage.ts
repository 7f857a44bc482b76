import { h, type ComponentChild } from 'preact';
import { Conversation, type ConversationProps } from './conversation.ts';
import { Page } from './page.ts';
import type { PageFrame } from './page.ts';
import type { PageState } from './pageState.ts';
import { word } from './words.ts';

export interface ChatPageProps extends ConversationProps, Omit<PageFrame, 'title'> {
  /** The script that takes the page over, and what it starts from. Absent: the page stays as it is. */
  readonly takeover?: { readonly script: string; readonly state: PageState };
}

/** A whole conversation page that works without JavaScript. It opens at the start of the reply: `/chat#reply`. */
export function ChatPage(props: ChatPageProps): ComponentChild {
  const { takeover, ...conversation } = props;
  const frame = { ...conversation, title: word(props.words, 'page-title') };
  return h(
    Page,
    takeover === undefined ? frame : { ...frame, script: takeover.script, state: JSON.stringify(takeover.state) },
    h(Conversation, conversation),
  );
}

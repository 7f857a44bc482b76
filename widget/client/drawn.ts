import { h, type ComponentChild } from 'preact';
import type { ConversationProps, Turn } from '../views/conversation.ts';
import { word, type ViewWords } from '../views/words.ts';
import { pageTools } from './pageTools.ts';
import type { Delivery, Exchange, Transcript } from './transcript.ts';
import { isAskedOf, UsefulQuestion } from './usefulQuestion.ts';

/** What of the page never changes. */
export interface Fixed {
  readonly words: ViewWords;
  readonly token: string;
  readonly messageId: string;
  /** Whether the chat goes through Azure. */
  readonly isCarried: boolean;
  /** Of the replies, where it is not that of the page. */
  readonly language: string | undefined;
  readonly useful: (useful: 'yes' | 'no') => void;
}

/** The page as it is to be drawn now. */
export function drawn({ exchanges }: Transcript, isUnreachable: boolean, fixed: Fixed): ConversationProps {
  const { words, token, messageId, isCarried, language } = fixed;
  return {
    words,
    token,
    messageId,
    turns: exchanges.map((exchange) => turnOf(exchange, words)),
    isUnreachable,
    isCarried,
    ...(language === undefined ? {} : { contentLanguage: language }),
    tools: toolsFor(exchanges.at(-1), fixed),
  };
}

const STATE_WORDS: Readonly<Record<Delivery, string | undefined>> = {
  sending: 'sending',
  waiting: 'not-sent',
  refused: 'refused',
  taken: undefined,
};

function turnOf({ said, delivery, replies, id, isAfresh }: Exchange, words: ViewWords): Turn {
  const key = STATE_WORDS[delivery];
  return {
    ...(said === undefined ? {} : { said }),
    ...(key === undefined ? {} : { state: word(words, key) }),
    ...(isAfresh === undefined ? {} : { notice: word(words, 'continued-afresh') }),
    replies,
    isAnswer: id !== undefined,
  };
}

function toolsFor(newest: Exchange | undefined, { words, useful }: Fixed): ComponentChild {
  if (newest === undefined || newest.replies.length === 0) return null;
  const sheet = newest.replies.filter(({ onThePage }) => onThePage === true);
  if (sheet.length > 0) return pageTools(words, sheet);
  return isAskedOf(newest) ? h(UsefulQuestion, { key: newest.id, words, tell: useful }) : null;
}

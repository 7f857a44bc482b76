import type { LoggedActivity, LogStretch } from '../../common/conversationLog.ts';
import type { LiveNews } from '../../common/liveNews.ts';
import type { DirectLineActivity } from './protocol.ts';
import { isObject } from './renderActivity.ts';
import type { Words } from './renderActivity.ts';

/** What a parent typed, and the id of the message they typed it in. */
export interface Typed {
  readonly messageId: string;
  readonly words: Words;
}

/** What one instance tells the others of a conversation: one of these, or only that there is something to read. */
export interface ConversationNews {
  readonly conversationId: string;
  /** What a turn brought. */
  readonly stretch?: LogStretch;
  /** What a parent typed, told before the turn is taken. */
  readonly typed?: Typed;
  /** Activities that are in no log. */
  readonly told?: readonly DirectLineActivity[];
}

/** What the other instances are told, and what comes from them. */
export interface Neighbours {
  tell(news: ConversationNews): void;
  /** Resolves once everything told before this call is heard, or cannot be. */
  heardSoFar(): Promise<void>;
  hear(listener: { readonly heard: (news: ConversationNews) => void; readonly missed: () => void }): void;
}

/** Speaks with the other instances. Without `live` there are none. */
export function neighbours(live: LiveNews | undefined): Neighbours {
  return {
    tell: (news) => live?.tell(news),
    heardSoFar: async () => live?.heardSoFar(),
    hear(listener) {
      live?.hear({
        heard: (news) => {
          if (isConversationNews(news)) listener.heard(news);
        },
        missed: listener.missed,
      });
    },
  };
}

/** The news are sealed, so an instance told them; of which version is not known. */
function isConversationNews(news: unknown): news is ConversationNews {
  if (!isObject(news) || typeof news.conversationId !== 'string') return false;
  const { stretch, typed, told } = news;
  const isSound = [stretch === undefined || isStretch(stretch), typed === undefined || isTyped(typed)];
  return isSound.every(Boolean) && (told === undefined || Array.isArray(told));
}

function isStretch(stretch: unknown): stretch is LogStretch {
  return isObject(stretch) && typeof stretch.epoch === 'string' && isListOf(stretch.activities, isLogged);
}

function isLogged(entry: unknown): entry is LoggedActivity {
  return isObject(entry) && typeof entry.number === 'number' && (entry.from === 'parent' || isObject(entry.reply));
}

function isTyped(typed: unknown): boolean {
  if (!isObject(typed) || typeof typed.messageId !== 'string') return false;
  return isObject(typed.words) && typeof typed.words.text === 'string';
}

function isListOf<T>(list: unknown, isOne: (entry: unknown) => entry is T): list is readonly T[] {
  return Array.isArray(list) && list.every(isOne);
}

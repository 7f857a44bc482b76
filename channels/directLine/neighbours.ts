import type { LoggedActivity, LogStretch } from '../../common/conversationLog.ts';
import type { LiveNews } from '../../common/liveNews.ts';
import type { DirectLineActivity } from './protocol.ts';
import { isObject } from './renderActivity.ts';
import type { Words } from './renderActivity.ts';

/** What one instance tells the others of a conversation. */
export interface ConversationNews {
  readonly conversationId: string;
  /** What a turn brought. */
  readonly stretch?: LogStretch;
  /** The parent's own words in it, for the echo. */
  readonly echo?: { readonly id: string; readonly words: Words };
  /** Activities that are in no log. */
  readonly told?: readonly DirectLineActivity[];
}

/** What the other instances are told, and what comes from them. */
export interface Neighbours {
  tell(news: ConversationNews): void;
  hear(listener: { readonly heard: (news: ConversationNews) => void; readonly missed: () => void }): void;
}

/** Speaks with the other instances. Without `live` there are none. */
export function neighbours(live: LiveNews | undefined): Neighbours {
  return {
    tell: (news) => live?.tell(news),
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
  const { stretch, echo, told } = news;
  const isSound = [stretch === undefined || isStretch(stretch), echo === undefined || isEcho(echo)];
  return isSound.every(Boolean) && (told === undefined || Array.isArray(told));
}

function isStretch(stretch: unknown): stretch is LogStretch {
  return isObject(stretch) && typeof stretch.epoch === 'string' && isListOf(stretch.activities, isLogged);
}

function isLogged(entry: unknown): entry is LoggedActivity {
  return isObject(entry) && typeof entry.number === 'number' && (entry.from === 'parent' || isObject(entry.reply));
}

function isEcho(echo: unknown): boolean {
  return isObject(echo) && typeof echo.id === 'string' && isObject(echo.words) && typeof echo.words.text === 'string';
}

function isListOf<T>(list: unknown, isOne: (entry: unknown) => entry is T): list is readonly T[] {
  return Array.isArray(list) && list.every(isOne);
}

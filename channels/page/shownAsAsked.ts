import type { ChatPageProps } from '../../widget/views/chatPage.ts';
import type { ViewWords } from '../../widget/views/words.ts';
import type { HttpRequest } from '../http/route.ts';

/** What the address of the chat page asks for: `lang`, the language of the frame, and `exit=off`, no way out. */
export type AsAsked = Pick<ChatPageProps, 'words' | 'language' | 'contentLanguage' | 'hasExit' | 'query'>;

const CONTENT_LANGUAGE = 'en-GB';

/** Reads it. A language there are no words in counts as not asked for: the page is English. */
export function shownAsAsked(
  { query }: HttpRequest,
  wordsByLanguage: ReadonlyMap<string, ViewWords>,
  english: ViewWords,
): AsAsked {
  const language = query.get('lang') ?? '';
  const words = language === 'en' ? undefined : wordsByLanguage.get(language);
  const hasExit = query.get('exit') !== 'off';
  const asked = new URLSearchParams([
    ...(words === undefined ? [] : [['lang', language]]),
    ...(hasExit ? [] : [['exit', 'off']]),
  ]);
  const found = words === undefined ? { words: english } : { words, language, contentLanguage: CONTENT_LANGUAGE };
  return { ...found, hasExit, query: asked.size === 0 ? '' : `?${asked.toString()}` };
}

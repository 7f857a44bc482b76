import { createHash } from 'node:crypto';
import { word, type ViewWords } from '../../widget/views/words.ts';
import type { Route } from '../http/route.ts';
import { CompressedText } from './compressed.ts';

/** The built scripts, as text. */
export interface ScriptTexts {
  /** Takes the chat page over. */
  readonly chat: string;
  /** For charities' pages. Expects its words before it. */
  readonly loader: string;
}

/** The scripts the server hands out. */
export interface PageScripts {
  readonly routes: readonly Route[];
  /** Path of the script of the chat page. */
  readonly chatPath: string;
  readonly loader: {
    /** Path that changes with the script, so that its hash in a snippet always fits. */
    readonly versionedPath: string;
    /** For the attribute `integrity`. */
    readonly integrity: string;
  };
}

/** The newest script for charities' pages, under a path that never changes. */
export const LOADER_PATH = '/widget.js';

const HOUR_SECONDS = 3_600;
const FOR_EVER = 'public, max-age=31536000, immutable';
const BEST_QUALITY = 11;

/** `wordsByLanguage`: English first. */
export function pageScripts(texts: ScriptTexts, wordsByLanguage: ReadonlyMap<string, ViewWords>): PageScripts {
  const loader = withWords(texts.loader, wordsByLanguage);
  const versionedPath = `/widget-${version(loader)}.js`;
  const chatPath = `/chat-${version(texts.chat)}.js`;
  return {
    chatPath,
    loader: { versionedPath, integrity: `sha384-${digest(loader, 'sha384')}` },
    routes: [
      script(LOADER_PATH, loader, `public, max-age=${HOUR_SECONDS}`),
      script(versionedPath, loader, FOR_EVER),
      script(chatPath, texts.chat, FOR_EVER),
    ],
  };
}

/** Other sites may load these: the loader is for them, and none holds a secret. */
function script(path: string, text: string, cacheControl: string): Route {
  const compressed = new CompressedText(text, BEST_QUALITY);
  const headers = { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': cacheControl };
  return {
    method: 'GET',
    path,
    takes: 'none',
    maxBodyBytes: 0,
    crossOrigin: true,
    refusals: 'json',
    handle: (request) => compressed.answer(request, headers),
  };
}

/** Words are put before the script, so that building it needs no content and changing words needs no build. */
function withWords(loader: string, wordsByLanguage: ReadonlyMap<string, ViewWords>): string {
  const inOne = (known: ViewWords): string[] => LOADER_WORDS.map((key) => word(known, key));
  const words = Object.fromEntries([...wordsByLanguage].map(([language, known]) => [language, inOne(known)]));
  const json = JSON.stringify(words).replaceAll('<', '\\u003c');
  return loader.replace(BEGINNING, () => `${BEGINNING}const WORDS=${json};`);
}

/** How a bundle begins; inside it, words are nobody else's. */
const BEGINNING = '(()=>{';

/** In the order the loader knows them by. */
const LOADER_WORDS = ['widget-open', 'widget-close', 'offline'];

function version(text: string): string {
  return digest(text, 'sha256').replaceAll(/[^\w]/g, '').slice(0, 12);
}

function digest(text: string, algorithm: string): string {
  return createHash(algorithm).update(text).digest('base64');
}

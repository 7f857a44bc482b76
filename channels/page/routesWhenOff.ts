import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { OffPage } from '../../widget/views/offPage.ts';
import { STYLE } from '../../widget/views/style.ts';
import type { ViewWords } from '../../widget/views/words.ts';
import type { HttpResponse, Route } from '../http/route.ts';
import { pageHeaders } from './pageHeaders.ts';

/** Pages that people open by their address. Scripts and Direct Line stay: what is open on a site must still answer. */
const PAGES: ReadonlySet<string> = new Set(['/', '/about', '/chat']);

/** The same addresses while the program is switched off: each page says so, and where help is. `/help` stays. */
export function routesWhenOff(
  routes: readonly Route[],
  { words, allowedOrigins }: { readonly words: ViewWords; readonly allowedOrigins: ReadonlySet<string> },
): readonly Route[] {
  const off: HttpResponse = {
    status: 200,
    headers: pageHeaders(allowedOrigins).plain,
    body: `<!doctype html>\n${renderToString(h(OffPage, { words, style: STYLE }))}`,
  };
  return routes.map((route) => (PAGES.has(route.path) ? { ...route, handle: () => off } : route));
}

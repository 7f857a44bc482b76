import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { DemonstrationPage } from '../../widget/views/demonstrationPage.ts';
import { readSnippet } from '../../widget/views/snippet.ts';
import type { ViewWords } from '../../widget/views/words.ts';
import type { HttpRequest, HttpResponse } from '../http/route.ts';
import type { PageHeaders } from './pageHeaders.ts';
import { LOADER_PATH, type PageScripts } from './scripts.ts';

/** `/`: the widget on a page as a charity's, the snippet to copy, and its settings to try. Needs no script. */
export function demonstration(parts: {
  readonly words: ViewWords;
  readonly style: string;
  readonly headers: PageHeaders;
  readonly loader: PageScripts['loader'];
}): (request: HttpRequest) => HttpResponse {
  const { words, style, headers, loader } = parts;
  return (request) => {
    const snippet = readSnippet(request.query);
    const { origin } = request;
    const addresses = { origin, loaderPath: LOADER_PATH, ...loader };
    const page = h(DemonstrationPage, { words, style, snippet, addresses });
    return { status: 200, headers: headers.scripted(request), body: `<!doctype html>\n${renderToString(page)}` };
  };
}

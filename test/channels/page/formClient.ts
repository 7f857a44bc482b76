/** A page as a browser without JavaScript reads it. */
export interface SeenPage {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** The hidden fields, sent with whatever is sent next. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly choices: readonly { readonly id: string; readonly title: string }[];
  /** The words of each bubble, without its contacts. */
  readonly bubbles: readonly string[];
  /** What the page says the parent said. Absent: nothing. */
  readonly said?: string;
  /** The line above the replies. Absent: none. */
  readonly notice?: string;
  /** What waits in the field. */
  readonly draft: string;
}

/** Opens a page as a browser does. */
export async function openPage(url: string, path: string): Promise<SeenPage> {
  return seen(await fetch(`${url}${path}`, { headers: { Accept: 'text/html' } }));
}

/** Sends the form of `page` with what a parent put in. */
export async function sendForm(
  url: string,
  page: SeenPage,
  filled: Readonly<Record<string, string>>,
): Promise<SeenPage> {
  const body = new URLSearchParams({ ...page.hidden, ...filled });
  return seen(await fetch(`${url}/chat`, { method: 'POST', body, headers: { Accept: 'text/html' }, redirect: 'manual' }));
}

async function seen(response: Response): Promise<SeenPage> {
  const html = await response.text();
  const section = /<section class="said".*?<p[^>]*>(.*?)<\/p>/s.exec(html)?.[1];
  const notice = /<p class="notice">(.*?)<\/p>/s.exec(html)?.[1];
  return {
    status: response.status,
    headers: response.headers,
    html,
    hidden: Object.fromEntries(pairs(html, /<input type="hidden" name="([^"]*)" value="([^"]*)"/g)),
    choices: pairs(html, /name="choice" value="([^"]*)"[^>]*>(.*?)<\/button>/gs).map(([id, title]) => ({ id, title })),
    bubbles: [...html.matchAll(/<div class="bubble [^>]*>(.*?)<\/div>/gs)].map(([, inner = '']) => wordsIn(inner)),
    ...(section === undefined ? {} : { said: decoded(section) }),
    ...(notice === undefined ? {} : { notice: decoded(notice) }),
    draft: decoded(/<textarea[^>]*>(.*?)<\/textarea>/s.exec(html)?.[1] ?? ''),
  };
}

function pairs(html: string, pattern: RegExp): [string, string][] {
  return [...html.matchAll(pattern)].map(([, first = '', second = '']) => [decoded(first), decoded(second)]);
}

function wordsIn(bubble: string): string {
  const withoutContacts = bubble.replace(/<ul class="contacts".*?<\/ul>/s, '');
  return decoded(withoutContacts.replaceAll(/<\/p>|<\/figcaption>/g, '\n').replaceAll(/<[^>]*>/g, '')).trim();
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

/** What a charity can choose. Everything may be absent: then the default stands. */
export interface SnippetSettings {
  readonly title?: string;
  /** As `#rrggbb`. */
  readonly colour?: string;
  readonly position?: 'left';
  readonly launcher?: 'inline';
  readonly language?: string;
  readonly open?: 'yes';
  readonly exit?: 'off';
}

/** Where the parts of a snippet are fetched from. */
export interface SnippetAddresses {
  /** Scheme and host of this server. */
  readonly origin: string;
  readonly loaderPath: string;
  readonly versionedPath: string;
  readonly integrity: string;
}

/** The words of the snippet: a link that works without the script, and the two numbers. */
export interface SnippetWords {
  readonly link: string;
  readonly numbers: string;
}

const MAX_TITLE_CHARACTERS = 60;

/** Reads settings from an address. What does not fit counts as absent. */
export function readSnippet(query: URLSearchParams): SnippetSettings {
  const title = (query.get('title') ?? '').trim().slice(0, MAX_TITLE_CHARACTERS);
  const colour = query.get('colour') ?? '';
  const is = (name: string, value: string): boolean => query.get(name) === value;
  return {
    ...(title === '' ? {} : { title }),
    ...(/^#[\da-f]{6}$/i.test(colour) ? { colour } : {}),
    ...(is('position', 'left') ? { position: 'left' } : {}),
    ...(is('launcher', 'inline') ? { launcher: 'inline' } : {}),
    ...(is('language', 'cy') ? { language: 'cy' } : {}),
    ...(is('open', 'yes') ? { open: 'yes' } : {}),
    ...(is('exit', 'off') ? { exit: 'off' } : {}),
  };
}

/** The attributes of the script. The address that never changes, without a hash: it is always the newest. */
export function scriptAttributes(settings: SnippetSettings, src: string): Readonly<Record<string, string | boolean>> {
  const data = Object.entries(settings).map(([name, value]: [string, string]) => [`data-${name}`, value] as const);
  return { src, async: true, ...Object.fromEntries(data) };
}

/** The snippet to copy. `pinned`: this very script and no other, by its hash. */
export function scriptSnippet(
  settings: SnippetSettings,
  { origin, loaderPath, versionedPath, integrity }: SnippetAddresses,
  words: SnippetWords,
  pinned: boolean,
): string {
  const attributes: Readonly<Record<string, string | boolean>> = {
    ...scriptAttributes(settings, `${origin}${pinned ? versionedPath : loaderPath}`),
    ...(pinned ? { integrity, crossorigin: 'anonymous' } : {}),
  };
  const written = Object.entries(attributes).map(([name, value]) => (value === true ? name : `${name}="${escaped(String(value))}"`));
  return `<p>${linkSnippet(origin, words)}</p>\n<script ${written.join(' ')}></script>`;
}

/** The plain link, for site builders that take neither scripts nor frames. */
export function linkSnippet(origin: string, { link, numbers }: SnippetWords): string {
  return `<a href="${origin}/chat">${escaped(link)}</a> · ${escaped(numbers)}`;
}

/** The frame, for site builders that take no scripts. */
export function frameSnippet(origin: string, { link }: SnippetWords): string {
  const style = 'width:100%;height:640px;border:0';
  return `<iframe src="${origin}/chat" title="${escaped(link)}" style="${style}" allow="clipboard-write"></iframe>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'hostileHosts');

/** Another organisation's site, with the snippet on pages that are hard on it. */
export interface CharitySite {
  readonly origin: string;
  /** Names of the pages in `hostileHosts/`; each is at `/<name>`. `/plain` is a page that does nothing unusual. */
  readonly pages: readonly string[];
  /** Where the snippets on its pages fetch from. */
  bot: string;
  readonly close: () => Promise<void>;
}

export async function openCharitySite(): Promise<CharitySite> {
  const pages = readdirSync(FOLDER).map((name) => name.replace(/\.html$/, ''));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site.invalid');
    const name = pathname.slice(1);
    const html = pages.includes(name) ? readFileSync(join(FOLDER, `${name}.html`), 'utf8') : plainPage(searchParams.get('script') ?? '');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html.replaceAll('{{bot}}', site.bot));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: CharitySite = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    bot: '',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}

/** `attributes`: of the script, as the operator would write them. */
function plainPage(attributes: string): string {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A charity</title><link rel="icon" href="data:,"></head>
<body><main><h1>A charity</h1><button id="own" onclick="this.dataset.pressed=1">Our own button</button>
<p><a href="{{bot}}/chat">Talk about your baby</a> · In danger: 999 · Samaritans: 116 123</p>
<script src="{{bot}}/widget.js" async ${attributes}></script></main></body></html>`;
}

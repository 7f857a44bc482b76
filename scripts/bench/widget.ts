/**
 * `node scripts/bench/widget.ts`: how soon a parent on a cheap phone and a slow network reads the first words, beside
 * Microsoft's stock Web Chat on the same machine and against the same program, in one run. Each page is come to as
 * parents come to it: by a link on another site. The pages take turns, so that other work on the machine hits all.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { silentLog } from '../../common/log.ts';
import { readSettings } from '../../common/settings.ts';
import { startProgram } from '../../index.ts';
import { openBrowser } from '../../test/browser/browser.ts';

const WEB_CHAT = join(import.meta.dirname, '../../test/browser/node_modules/botframework-webchat/dist');
const ROUNDS = 5;
const WITHIN_MS = 60_000;
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const CPU_SLOWER = 4;
const VIEWPORT = { width: 360, height: 640 };

/** Milliseconds from the start of loading. */
interface Times {
  readonly firstWordsMs: number;
  readonly firstMessageMs: number;
  readonly bytes: number;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-widget-'));
const stock = await openStockSite();
const program = await startProgram(
  readSettings({ PORT: '0', HOST: '127.0.0.1', STORAGE_URL: `sqlite:${join(folder, 'store.sqlite')}`, ALLOWED_ORIGINS: stock.origin }),
  silentLog,
);
const bot = `http://127.0.0.1:${program.port}`;
const browser = await openBrowser();
try {
  const pages = {
    'our chat page': { url: `${bot}/chat`, bubble: '.bubble' },
    'webchat-minimal.js': { url: stock.pageFor(bot, 'webchat-minimal.js'), bubble: '.webchat__bubble__content' },
    'webchat.js': { url: stock.pageFor(bot, 'webchat.js'), bubble: '.webchat__bubble__content' },
  };
  console.log(`CPU ${CPU_SLOWER} times slower, 1.6 Mbps, 150 ms, cold cache, median of ${ROUNDS}; everything served as brotli.`);
  const seen = new Map<string, Times[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, { url, bubble }] of Object.entries(pages)) {
      seen.set(name, [...(seen.get(name) ?? []), await visit(browser, url, bubble)]);
    }
  }
  const medians = new Map([...seen].map(([name, rounds]) => [name, medianOf(rounds)]));
  medians.forEach((times, name) => say(name, times, seen.get(name) ?? []));
  const [ours, minimal] = [medians.get('our chat page'), medians.get('webchat-minimal.js')];
  if (ours !== undefined && minimal !== undefined) {
    console.log(`first words: ${(minimal.firstWordsMs / ours.firstWordsMs).toFixed(1)} times sooner than webchat-minimal.js`);
    console.log(`first message: ${(minimal.firstMessageMs / ours.firstMessageMs).toFixed(1)} times sooner (target: 8)`);
  }
} finally {
  await browser.close();
  await Promise.all([program.close(), stock.close()]);
  rmSync(folder, { recursive: true });
}

async function visit(inBrowser: Browser, url: string, bubble: string): Promise<Times> {
  const context = await inBrowser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await page.goto(stock.linkTo(url));
  bytes = 0;
  await session.send('Network.emulateNetworkConditions', SLOW_NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  await page.addInitScript(noteFirstMessage(bubble));
  // Not waited for: the click ends with the page it was on.
  void page.locator('a').click({ noWaitAfter: true }).catch(() => undefined);
  await page.waitForURL(url, { timeout: WITHIN_MS, waitUntil: 'commit' });
  await page.locator('html[data-first-message]').waitFor({ timeout: WITHIN_MS, state: 'attached' });
  const times = await page.evaluate<Omit<Times, 'bytes'>>(`({
    firstWordsMs: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    firstMessageMs: Number(document.documentElement.dataset.firstMessage),
  })`);
  const result = { ...times, bytes };
  await context.close();
  return result;
}

/** Notes the moment a bubble with words has been painted: the frame after the one that first has it. */
function noteFirstMessage(bubble: string): string {
  return `{
    const look = () => {
      const found = document.querySelector(${JSON.stringify(bubble)});
      if (!found || found.innerText.trim() === '') return requestAnimationFrame(look);
      requestAnimationFrame(() => { document.documentElement.dataset.firstMessage = performance.now(); });
    };
    requestAnimationFrame(look);
  }`;
}

function medianOf(rounds: readonly Times[]): Times {
  const sorted = (key: keyof Times): number[] => rounds.map((times) => times[key]).sort((one, two) => one - two);
  const median = (key: keyof Times): number => sorted(key)[ROUNDS >> 1] ?? Number.NaN;
  return { firstWordsMs: median('firstWordsMs'), firstMessageMs: median('firstMessageMs'), bytes: median('bytes') };
}

function say(name: string, { firstWordsMs, firstMessageMs, bytes }: Times, rounds: readonly Times[]): void {
  const messages = rounds.map((times) => times.firstMessageMs);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  console.log(`${name.padEnd(20)} first words ${seconds(firstWordsMs)}, first message ${seconds(firstMessageMs)} (${seconds(Math.min(...messages))} to ${seconds(Math.max(...messages))}), ${(bytes / 1000).toFixed(0)} kB`);
}

/** A page with stock Web Chat on it, as its maker's guide has it. */
async function openStockSite() {
  const scripts = new Map(['webchat.js', 'webchat-minimal.js'].map((name) => [`/${name}`, brotliCompressSync(readFileSync(join(WEB_CHAT, name)))]));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site.invalid');
    const script = scripts.get(pathname);
    if (script === undefined) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      const to = searchParams.get('to');
      const page = stockPage(searchParams.get('bot') ?? '', searchParams.get('script') ?? '');
      response.end(to === null ? page : linkPage(to));
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/javascript', 'Content-Encoding': 'br' });
    response.end(script);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    /** On another site than the pages, as browsers tell sites apart. */
    linkTo: (to: string) => `${origin.replace('127.0.0.1', 'localhost')}/?${new URLSearchParams({ to }).toString()}`,
    pageFor: (at: string, script: string) => `${origin}/?${new URLSearchParams({ bot: at, script }).toString()}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function linkPage(to: string): string {
  const head = '<meta charset="utf-8"><title>A charity</title><link rel="icon" href="data:,">';
  return `<!doctype html><html lang="en-GB">${head}<h1>A charity</h1><p><a href="${to.replaceAll('&', '&amp;')}">Talk about your baby</a></p></html>`;
}

function stockPage(at: string, script: string): string {
  return `<!doctype html><html lang="en-GB"><meta name="viewport" content="width=device-width"><title>A charity</title><link rel="icon" href="data:,">
<div id="chat" style="height:600px"></div>
<script src="/${script}"></script>
<script>
(async () => {
  const domain = '${at}/v3/directline';
  const { token } = await (await fetch(domain + '/tokens/generate', { method: 'POST' })).json();
  WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ token, domain }), locale: 'en-GB' }, document.getElementById('chat'));
})();
</script></html>`;
}

import { expect } from 'chai';
import type { BrowserContextOptions } from 'playwright-core';
import { watchedPage, type WatchedPage } from './browser.ts';
import { openForSuite } from './openForSuite.ts';
import { newestReply, takenOver, write } from './widgetPage.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const IN_DANGER = 'i want to hurt my baby';

interface OddBrowser {
  readonly name: string;
  readonly options?: BrowserContextOptions;
  /** What makes it odd, run before the page's own script. */
  readonly script: string;
}

const WITHOUT = `const without = (holder, ...names) => names.forEach((name) => {
  delete holder[name];
  if (name in holder) Object.defineProperty(holder, name, { value: undefined, configurable: true });
});`;

const ODD_BROWSERS: readonly OddBrowser[] = [
  {
    name: 'that lets nothing be stored',
    script: `
      const refuse = { get() { throw new DOMException('Storage is off.', 'SecurityError'); }, configurable: true };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, refuse);
      Object.defineProperty(Document.prototype, 'cookie', refuse);`,
  },
  {
    name: 'inside an app, with little more than a view of a page',
    options: {
      userAgent: 'Mozilla/5.0 (Linux; Android 10; SM-A105F; wv) AppleWebKit/537.36 Version/4.0 Chrome/110.0.5481.65 Mobile Safari/537.36 [FBAN/EMA;FBAV/300.0]',
      viewport: { width: 360, height: 560 }, hasTouch: true, isMobile: true,
    },
    script: `
      without(navigator, 'clipboard', 'share', 'serviceWorker', 'locks', 'storage');
      without(window, 'Notification', 'SharedWorker', 'BroadcastChannel', 'indexedDB', 'localStorage', 'sessionStorage');
      window.open = () => null; window.print = () => { throw new Error('no printer'); };`,
  },
  {
    name: 'of 2022',
    script: `
      without(Promise, 'withResolvers', 'try');
      without(AbortSignal, 'any', 'timeout');
      without(Array.prototype, 'toSorted', 'toReversed', 'with', 'findLast', 'group');
      without(Object, 'groupBy'); without(Map, 'groupBy'); without(Array, 'fromAsync'); without(URL, 'parse');
      without(String.prototype, 'isWellFormed', 'toWellFormed'); without(crypto, 'randomUUID');
      without(Set.prototype, 'union', 'isSubsetOf'); without(window, 'Iterator', 'scheduler', 'navigation');`,
  },
  {
    name: 'behind a proxy that swallows WebSockets',
    script: `
      window.WebSocket = class extends EventTarget { constructor() { super(); } close() { this.onclose?.(); } send() {} };`,
  },
  { name: 'without WebSockets', script: "without(window, 'WebSocket');" },
];

describe('the chat page in a browser', function () {
  this.timeout(30_000);
  const open = openForSuite();
  let visit: WatchedPage;

  afterEach(async () => visit.close());

  for (const { name, options, script } of ODD_BROWSERS) {
    it(`${name}: answers, carries a conversation on, and leaves nothing behind on the way out`, async () => {
      visit = await watchedPage(open.browser, [new URL(open.started.url).host], options);
      const { page } = visit;
      await page.addInitScript(`{ ${WITHOUT} ${script} }`);
      await page.goto(`${open.started.url}/chat`);
      await takenOver(page);
      await write(page, CLINGY);
      expect(await newestReply(page, CLINGY)).to.include('a stage of being clingy');
      await page.getByRole('button', { name: 'Tell me more' }).click();
      expect(await newestReply(page, 'Tell me more')).to.include('Sally Hogg');
      await write(page, IN_DANGER);
      expect(await newestReply(page, IN_DANGER)).to.include('999');
      const quotations = await page.locator('blockquote').allInnerTexts();
      expect(quotations).to.have.length(new Set(quotations).size);
      expect(await page.locator('.said').count()).to.equal(3);
      expect(visit.complaints).to.deep.equal([]);
      await page.context().route('https://www.bbc.co.uk/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Weather' }));
      const ended = page.waitForRequest(`${open.started.url}/end`);
      await page.locator('.exit').click({ noWaitAfter: true });
      await Promise.all([ended, page.waitForURL('https://www.bbc.co.uk/weather')]);
    });
  }

  it('whose script fails still works as a page of forms', async () => {
    visit = await watchedPage(open.browser, [new URL(open.started.url).host]);
    const { page } = visit;
    await page.addInitScript("Object.defineProperty(window, 'URLSearchParams', { value: undefined }); delete window.crypto; document.querySelector = () => { throw new Error('broken'); };");
    await page.goto(`${open.started.url}/chat`);
    await page.locator('textarea').fill(IN_DANGER);
    await page.locator('.send').click();
    await page.waitForURL('**/chat#reply');
    expect(await page.locator('.bubble-first').innerText()).to.include('999');
  });
});

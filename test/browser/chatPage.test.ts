import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { HOSTILE_TEXTS } from '../channels/page/hostileTexts.ts';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import {
  axeViolations, openBrowser, sendBy, sendMessage, sidewaysScroll, watchedPage, type WatchedPage,
} from './browser.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const IN_DANGER = 'i want to hurt my baby';
const LONG = `${'i do not know what to do any more. '.repeat(500)}${'x'.repeat(400)}`;
const PHONE = { width: 360, height: 640 };

/** Every state a parent can see, and the way there. */
const STATES: Readonly<Record<string, (page: Page, url: string) => Promise<unknown>>> = {
  'the welcome': (page, url) => page.goto(`${url}/chat`),
  'an answer': (page, url) => ask(page, url, CLINGY),
  'a reply about danger': (page, url) => ask(page, url, IN_DANGER),
  'a reply to distress': (page, url) => ask(page, url, "i'm finding it hard and i cry every day"),
  'a very long message': (page, url) => ask(page, url, LONG),
  'no answer': (page, url) => ask(page, url, 'what is the capital of france'),
  'the notice of an old page': (page, url) => askTooLate(page, url),
  'the page about it': (page, url) => page.goto(`${url}/about`),
  'the help page': (page, url) => page.goto(`${url}/help`),
  'an error page': (page, url) => page.goto(`${url}/nothing-here`),
};

describe('the chat page in a browser, without its script', function () {
  this.timeout(60_000);
  let started: Started;
  let browser: Browser;
  const folder = newFolder();

  before(async () => {
    started = await start({}, folder);
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    await started.stop();
    removeFolder(folder);
  });

  /** The page as it is where its script does not come through; axe and the measuring need a page that may run some. */
  const watched = async (options: Parameters<typeof watchedPage>[2]): Promise<WatchedPage> => {
    const visit = await watchedPage(browser, [new URL(started.url).host], options);
    await visit.page.route(/\/chat-\w+\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    return visit;
  };

  describe('to everybody', () => {
    for (const { name, ...options } of [
      { name: 'on a small phone', viewport: { width: 320, height: 640 }, colorScheme: 'light' },
      { name: 'on a small phone at night', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
      { name: 'on a desk', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
      { name: 'on a desk at night', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
      { name: 'at 400 % zoom', viewport: { width: 320, height: 200 }, colorScheme: 'light' },
      { name: 'in forced colours', viewport: { width: 1280, height: 800 }, forcedColors: 'active' },
    ] as const) {
      it(`shows every state without a fault of access and without sideways scrolling: ${name}`, async () => {
        const { page, complaints, strangers, close } = await watched(options);
        for (const [state, goTo] of Object.entries(STATES)) {
          await goTo(page, started.url);
          expect(await axeViolations(page), state).to.deep.equal([]);
          expect(await sidewaysScroll(page), state).to.equal(0);
          expect(await smallTargets(page), state).to.deep.equal([]);
        }
        expect(strangers).to.deep.equal([]);
        expect(complaints.filter((complaint) => !complaint.includes('404'))).to.deep.equal([]);
        await close();
      });
    }

    it('has a field of at least 16 px, so that phones do not zoom in on it', async () => {
      const { page, close } = await watched({ viewport: PHONE });
      await page.goto(`${started.url}/chat`);
      const size = await page.evaluate<string>("getComputedStyle(document.querySelector('textarea')).fontSize");
      expect(parseFloat(size)).to.be.at.least(16);
      await close();
    });
  });

  describe('on a phone without JavaScript', () => {
    let visit: WatchedPage;

    beforeEach(async () => {
      visit = await watched({ viewport: PHONE, javaScriptEnabled: false });
    });

    afterEach(async () => visit.close());

    it('opens a reply about danger at its start: what to do, the call button and the way out are in view', async () => {
      const { page } = visit;
      await ask(page, started.url, IN_DANGER);
      const bar = await box(page, '.exit');
      const action = await box(page, '.bubble-first p');
      const call = await box(page, '.bubble-first a[href="tel:999"]');
      expect(bar.top).to.be.at.least(0);
      expect(action.top, 'below the bar').to.be.at.least(bar.bottom);
      expect(call.bottom, 'above an open keyboard').to.be.at.most(380);
    });

    it('holds a conversation by tapping and typing, with nothing of it in the address and no cookie', async () => {
      const { page } = visit;
      await ask(page, started.url, CLINGY);
      expect(await page.locator('blockquote').innerText()).to.include('a stage of being clingy');
      await sendBy(page, () => page.getByRole('button', { name: 'Tell me more' }).click());
      expect(await page.locator('.said p').innerText()).to.equal('Tell me more');
      await sendMessage(page, IN_DANGER);
      expect(await page.locator('.bubble').first().innerText()).to.include('999');
      expect(page.url()).to.equal(`${started.url}/chat#reply`);
      expect(await page.context().cookies()).to.deep.equal([]);
      expect(visit.strangers).to.deep.equal([]);
    });

    it('can be used by keyboard alone', async () => {
      const { page } = visit;
      await page.goto(`${started.url}/chat`);
      await page.locator('button[name=choice]').first().focus();
      await sendBy(page, () => page.keyboard.press('Enter'));
      expect(await page.locator('.said p').innerText()).to.equal('Ask a question');
      await page.locator('textarea').focus();
      await page.keyboard.type(CLINGY);
      await page.keyboard.press('Tab');
      await sendBy(page, () => page.keyboard.press('Space'));
      expect(await page.locator('blockquote').innerText()).to.include('a stage of being clingy');
    });

    it('does not send an empty field, and keeps what was begun when a button is tapped', async () => {
      const { page } = visit;
      await page.goto(`${started.url}/chat`);
      await page.locator('.send').click();
      expect(page.url()).to.equal(`${started.url}/chat`);
      await page.locator('textarea').fill('she will not');
      await sendBy(page, () => page.getByRole('button', { name: 'Ask a question' }).click());
      expect(await page.locator('textarea').inputValue()).to.equal('she will not');
    });

    it('leaves by the way out, to a page that says nothing of this one', async () => {
      const { page, strangers } = visit;
      await page.goto(`${started.url}/chat`);
      const [request] = await Promise.all([page.waitForEvent('request'), page.locator('.exit').click()]);
      expect(request.url()).to.equal('https://www.bbc.co.uk/weather');
      expect(request.headers()).to.not.have.property('referer');
      expect(strangers).to.deep.equal(['https://www.bbc.co.uk/weather']);
    });
  });

  it('takes hostile words for words: nothing runs, nothing is fetched, nothing is added to the page', async () => {
    const { page, strangers, close } = await watched({ viewport: PHONE });
    const ran: string[] = [];
    await page.exposeFunction('pwned', () => ran.push('ran'));
    await page.goto(`${started.url}/chat`);
    for (const text of HOSTILE_TEXTS) {
      await sendMessage(page, text);
      expect(await page.locator('script, img, iframe, svg, base, [onload], [onerror], link, body style').count(), text).to.equal(0);
      expect(await page.locator('.said p').count(), text).to.equal(1);
      expect(await page.locator('form').count(), text).to.equal(1);
    }
    expect(ran).to.deep.equal([]);
    expect(strangers).to.deep.equal([]);
    await close();
  });
});

async function ask(page: Page, url: string, text: string): Promise<void> {
  await page.goto(`${url}/chat`);
  await sendMessage(page, text);
}

async function askTooLate(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/chat`);
  await page.locator('input[name=conversation]').evaluate((field) => field.setAttribute('value', 'too old'));
  await sendMessage(page, CLINGY);
}

async function box(page: Page, selector: string): Promise<{ readonly top: number; readonly bottom: number }> {
  const found = await page.locator(selector).first().boundingBox();
  if (found === null) throw new Error(`${selector} is not on the page.`);
  return { top: found.y, bottom: found.y + found.height };
}

/** Buttons and links that a thumb could miss: under 44 px in either direction. */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll('a:not(.skip), button, textarea')]
    .filter((each) => { const { width, height } = each.getBoundingClientRect(); return width < 44 || height < 44; })
    .map((each) => each.outerHTML)`);
}

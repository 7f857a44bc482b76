import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { openBrowser, watchedPage, type WatchedPage } from './browser.ts';
import { openOtherSite, type OtherSite } from './otherSite.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const IN_DANGER = 'i want to hurt my baby';
const REASSURANCE_ENDS_WITH = /trust that feeling/;
const WELCOME = /^Hello\. I'm a computer program, not a person\./;
/** The stock client waits 3 to 15 s, at random, before it comes back. */
const BACK_WITHIN_MS = 20_000;

describe("Microsoft's stock Web Chat on another site", function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: OtherSite;
  let started: Started;
  let visit: WatchedPage;
  const folder = newFolder();

  const startAt = (port: number): Promise<Started> => start({ ALLOWED_ORIGINS: site.origin, PORT: `${port}` }, folder);

  before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openOtherSite()]);
    started = await startAt(0);
  });

  after(async () => {
    await browser.close();
    await Promise.all([started.stop(), site.close()]);
    removeFolder(folder);
  });

  async function openChat(webSocket: boolean): Promise<Page> {
    visit = await watchedPage(browser, [site.origin, started.url].map((url) => new URL(url).host));
    await visit.page.goto(site.pageFor(started.url, webSocket));
    return visit.page;
  }

  afterEach(async () => visit.close());

  for (const { way, webSocket } of [{ way: 'WebSocket', webSocket: true }, { way: 'polling', webSocket: false }]) {
    it(`holds a conversation by ${way}: welcome, question, button, danger; each bubble once, nothing failed`, async () => {
      const page = await openChat(webSocket);
      await saidOnce(page, WELCOME);
      for (const title of ['Ask a question', "I'm finding it hard", 'Talk to a person']) await suggested(page, title).waitFor();

      await send(page, CLINGY);
      await saidOnce(page, /a stage of being clingy[^]*Sally Hogg, Parent Infant Foundation/);
      await saidOnce(page, REASSURANCE_ENDS_WITH);
      await suggested(page, 'Tell me more').click();
      await saidOnce(page, /^Tell me more$/);
      await changed(page, async () => (await bubbles(page)).filter((text) => text.includes('Sally Hogg')).length >= 2);

      await send(page, IN_DANGER);
      await saidOnce(page, /Ring 999\.\s*$/);
      const call = page.locator('.webchat__bubble__content').getByText('Ring 999', { exact: true });
      await call.first().waitFor();
      await suggested(page, 'More places to get help').waitFor();

      await allSent(page, 3);
      expect(await doubled(page)).to.deep.equal([]);
      expect(visit.strangers, 'nobody else is asked for anything').to.deep.equal([]);
      expect(visit.complaints).to.deep.equal([]);
    });
  }

  it('carries on without a reload after the program was stopped and started again; nothing is doubled', async () => {
    const page = await openChat(true);
    await saidOnce(page, WELCOME);
    await send(page, CLINGY);
    await saidOnce(page, REASSURANCE_ENDS_WITH);
    const before = await bubbles(page);

    const { port } = started.program;
    await started.stop();
    started = await startAt(port);
    await send(page, IN_DANGER);
    await saidOnce(page, /Ring 999\.\s*$/, BACK_WITHIN_MS);

    await allSent(page, 2);
    const after = await bubbles(page);
    expect(after.slice(0, before.length)).to.deep.equal(before);
    expect(await doubled(page)).to.deep.equal([]);
    expect(visit.strangers).to.deep.equal([]);
  });
});

async function send(page: Page, text: string): Promise<void> {
  const field = page.locator('#chat').locator('textarea, input[type=text]').first();
  await field.fill(text);
  await field.press('Enter');
}

/** The words of every bubble, oldest first. */
async function bubbles(page: Page): Promise<readonly string[]> {
  const texts = await page.locator('.webchat__bubble__content').allInnerTexts();
  return texts.map((text) => text.trim());
}

/** Bubbles that stand there more than once. The line that follows every reassurance may. */
async function doubled(page: Page): Promise<readonly string[]> {
  const said = (await bubbles(page)).filter((text) => !REASSURANCE_ENDS_WITH.test(text));
  return said.filter((text, index) => said.indexOf(text) !== index);
}

function suggested(page: Page, title: string): ReturnType<Page['locator']> {
  return page.locator('.webchat__suggested-actions').getByRole('button', { name: title, exact: true });
}

/** Waits until a bubble says `words`, and makes sure that only one does. */
async function saidOnce(page: Page, words: RegExp, withinMs = 10_000): Promise<void> {
  const matching = async (): Promise<number> => (await bubbles(page)).filter((text) => words.test(text)).length;
  await changed(page, async () => (await matching()) > 0, withinMs);
  expect(await matching(), String(words)).to.equal(1);
}

/** Waits until the parent's own messages are all shown as sent; none as failed. */
async function allSent(page: Page, count: number): Promise<void> {
  const states = (): Promise<readonly string[]> => page.locator('.webchat__activity-status--self').allInnerTexts();
  await changed(page, async () => {
    const shown = await states();
    return shown.length > 0 && shown.every((state) => state.includes('Sent at'));
  });
  expect(await page.locator('.webchat__bubble--from-user').count()).to.equal(count);
  expect(await page.locator('#chat').innerText()).to.not.match(/send failed|not sent|unable to connect/i);
}

async function changed(page: Page, isThere: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isThere())) {
    if (Date.now() > end) throw new Error(`Not within ${withinMs} ms. On the page:\n${(await bubbles(page)).join('\n---\n')}`);
    await page.waitForTimeout(50);
  }
}

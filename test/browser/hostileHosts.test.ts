import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { axeViolations, openBrowser, sidewaysScroll, watchedPage, type WatchedPage } from './browser.ts';
import { openCharitySite, type CharitySite } from './charitySite.ts';
import { chatIn, launcherOn, newestReply, openShadows, takenOver, write } from './widgetPage.ts';

/** Pages on which the link stays a link, because the chat cannot be opened there or the script cannot know itself. */
const LINK_ONLY = ['sandboxed', 'clobbered'];

const DESK = { viewport: { width: 1280, height: 800 } };

describe("the widget on other people's pages", function () {
  this.timeout(30_000);
  const folder = newFolder();
  let browser: Browser;
  let site: CharitySite;
  let started: Started;
  let visit: WatchedPage;

  before(async () => {
    [browser, site] = await Promise.all([openBrowser(), openCharitySite()]);
    started = await start({ ALLOWED_ORIGINS: site.origin }, folder);
    site.bot = started.url;
  });

  after(async () => {
    await browser.close();
    await Promise.all([started.stop(), site.close()]);
    removeFolder(folder);
  });

  afterEach(async () => visit.close());

  async function openPage(path: string, closed = false, options: BrowserContextOptions = DESK): Promise<Page> {
    visit = await watchedPage(browser, [site.origin, started.url].map((url) => new URL(url).host), options);
    if (!closed) await openShadows(visit.page);
    await visit.page.goto(`${site.origin}${path}`);
    return visit.page;
  }

  async function answersOn(page: Page): Promise<void> {
    const chat = chatIn(page);
    await takenOver(chat);
    await write(chat, 'hello');
    expect(await newestReply(chat, 'hello')).to.match(/Hello/);
  }

  async function isUnharmed(page: Page): Promise<void> {
    await page.locator('#own').click();
    expect(await page.locator('#own').evaluate((own) => own.hasAttribute('open') || own.hasAttribute('data-pressed'))).to.be.true;
    expect(visit.complaints).to.deep.equal([]);
    expect(visit.strangers).to.deep.equal([]);
  }

  const folderPages = ['css-resets', 'framework', 'patched-prototypes', 'strict-policy', 'base-address', 'quirks-mode', 'right-to-left',
    'highest-layer', 'included-twice', 'single-page', 'cookie-banner', 'huge-letters', 'tag-manager', 'greedy-keys'];
  for (const name of folderPages) {
    it(`answers in its frame, closes, and leaves the page as it was: ${name}`, async () => {
      const page = await openPage(`/${name}`);
      if (name === 'single-page') await page.getByText('Another view').waitFor();
      await launcherOn(page).waitFor();
      expect(await launcherOn(page).count()).to.equal(1);
      await launcherOn(page).click();
      await answersOn(page);
      await page.locator('div.panel .bar button').click();
      expect(await page.locator('div.panel').isVisible()).to.be.false;
      await isUnharmed(page);
    });
  }

  for (const name of LINK_ONLY) {
    it(`leaves the link a link, and the page as it was: ${name}`, async () => {
      const page = await openPage(`/${name}`);
      const where = name === 'sandboxed' ? page.frameLocator('#box') : page;
      expect(await where.locator('a').getAttribute('href')).to.equal(`${started.url}/chat`);
      await page.waitForTimeout(300);
      expect(await where.locator('.open').count()).to.equal(0);
      await isUnharmed(page);
    });
  }

  it('is tried on every page of the folder', () => {
    expect(site.pages.toSorted()).to.deep.equal([...folderPages, ...LINK_ONLY].toSorted());
  });

  it('opens from the link of the snippet, in the page where the operator wants that', async () => {
    const page = await openPage(`/plain?script=${encodeURIComponent('data-launcher="inline" data-language="cy"')}`);
    await page.locator('html > [role=region], main > [role=region]').waitFor({ state: 'attached' });
    expect(await launcherOn(page).count()).to.equal(0);
    await page.locator('a').click();
    expect(page.url()).to.match(/\/plain/);
    await takenOver(chatIn(page));
    expect(await chatIn(page).locator('h1').innerText()).to.equal('Holwch am deimladau babanod');
    const [main, panel] = [await page.locator('main').boundingBox(), await page.locator('.panel').boundingBox()];
    expect(panel?.width).to.equal(main?.width);
    await isUnharmed(page);
  });

  it('goes on with the conversation while a single-page site changes its view', async () => {
    const page = await openPage('/plain');
    await launcherOn(page).click();
    await answersOn(page);
    await changeView(page);
    expect(await chatIn(page).locator('.said').count()).to.equal(1);
    await write(chatIn(page), 'thank you');
    await newestReply(chatIn(page), 'thank you');
    await isUnharmed(page);
  });

  it('opens below the link in the new view of a single-page site that swept up its place, script and all', async () => {
    const page = await openPage(`/plain?script=${encodeURIComponent('data-launcher="inline"')}`);
    await page.locator('main > [role=region]').waitFor({ state: 'attached' });
    await changeView(page);
    await page.locator('a').click();
    expect(page.url()).to.match(/\/another$/);
    await answersOn(page);
    expect((await page.locator('.panel').boundingBox())?.height).to.be.greaterThan(300);
    await isUnharmed(page);
  });

  async function changeView(page: Page): Promise<void> {
    const own = '<button id="own" onclick="this.dataset.pressed=1">Our own button</button>';
    const view = `<main><h1>Another view</h1>${own}<p><a href="${started.url}/chat">Talk about your baby</a></p></main>`;
    await page.evaluate((html) => {
      history.pushState(null, '', '/another');
      document.body.innerHTML = html;
    }, view);
  }

  it('keeps its tree closed, and adds nothing to the globals of the page', async () => {
    const names = (page: Page): Promise<string[]> => page.evaluate('Object.getOwnPropertyNames(window)');
    const page = await openPage('/plain', true);
    await page.locator('html > [role=region], main > [role=region]').waitFor({ state: 'attached' });
    const withIt = await names(page);
    expect(await page.evaluate("document.querySelector('[role=region]').shadowRoot")).to.equal(null);
    await page.route('**/widget.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
    await page.reload();
    expect(withIt.filter((name) => name !== 'event')).to.have.members((await names(page)).filter((name) => name !== 'event'));
  });

  it('asks for nothing but its script until it is opened, and never stores anything', async () => {
    const page = await openPage('/plain');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await launcherOn(page).waitFor();
    await page.waitForTimeout(300);
    expect(asked.map((url) => new URL(url).pathname)).to.deep.equal(['/plain', '/widget.js']);
    await launcherOn(page).click();
    await answersOn(page);
    expect(await page.context().cookies()).to.deep.equal([]);
    const stored = 'JSON.stringify([localStorage.length, sessionStorage.length, document.cookie])';
    const frames = await Promise.all(page.frames().map((frame) => frame.evaluate(stored)));
    expect(frames).to.deep.equal(['[0,0,""]', '[0,0,""]']);
    expect(await page.frames()[1]?.evaluate('indexedDB.databases().then((all) => all.length)')).to.equal(0);
  });

  for (const { name, ...options } of [
    { name: 'on a small phone', viewport: { width: 320, height: 640 } },
    { name: 'on a desk', viewport: { width: 1280, height: 800 } },
    { name: 'on a desk at night', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    { name: 'in forced colours', viewport: { width: 1280, height: 800 }, forcedColors: 'active' },
  ] as const) {
    it(`has no fault of access, closed and open, and gives the focus back: ${name}`, async () => {
      const page = await openPage('/plain', false, options);
      await launcherOn(page).waitFor();
      expect(await axeViolations(page), 'closed').to.deep.equal([]);
      await launcherOn(page).press('Enter');
      await takenOver(chatIn(page));
      expect(await axeViolations(page), 'open').to.deep.equal([]);
      expect(await sidewaysScroll(page)).to.equal(0);
      await chatIn(page).locator('#text').press('Escape');
      await page.locator('.open:focus').waitFor();
      expect(await page.locator('div.panel').isVisible()).to.be.false;
    });
  }

  for (const { where, leave } of [
    { where: "the charity's page", leave: async (page: Page) => pressShift(page, 3) },
    { where: 'the chat', leave: async (page: Page) => {
      await chatIn(page).locator('#text').focus();
      await pressShift(page, 3);
    } },
    { where: 'both, one after the other', leave: async (page: Page) => {
      await pressShift(page, 1);
      await chatIn(page).locator('.exit-presses', { hasText: 'two more times' }).waitFor();
      await chatIn(page).locator('#text').focus();
      await pressShift(page, 2);
    } },
    { where: 'the chat, by its button', leave: async (page: Page) => chatIn(page).locator('.exit').click({ noWaitAfter: true }) },
  ]) {
    it(`leaves the charity's page as well, and deletes the conversation: Shift or the button in ${where}`, async () => {
      const page = await openPage('/plain');
      await page.context().route('https://www.bbc.co.uk/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Weather' }));
      await launcherOn(page).click();
      await answersOn(page);
      await page.locator('div.panel .bar button').focus();
      const ended = page.waitForRequest(`${started.url}/end`);
      await leave(page);
      await Promise.all([ended, page.waitForURL('https://www.bbc.co.uk/weather')]);
      await page.goBack({ timeout: 2_000 }).catch(() => null);
      expect(page.url()).to.equal('about:blank');
    });
  }

  it('does nothing to who presses Shift before the chat was opened, or where the operator wants no way out', async () => {
    const page = await openPage(`/plain?script=${encodeURIComponent('data-exit="off"')}`);
    await launcherOn(page).waitFor();
    await pressShift(page, 3);
    await launcherOn(page).click();
    await answersOn(page);
    await page.locator('div.panel .bar button').focus();
    await pressShift(page, 3);
    expect(await chatIn(page).locator('.exit').count()).to.equal(0);
    await isUnharmed(page);
  });

  it('says where help is when the chat does not come through', async () => {
    const page = await openPage('/plain');
    await page.clock.install();
    await page.route(/\/chat\?/, (route) => route.abort());
    await launcherOn(page).click();
    await page.clock.fastForward(8_000);
    await page.locator('.panel p').filter({ hasText: 'Samaritans 116 123' }).waitFor();
    expect(await page.locator('.panel p a').getAttribute('href')).to.equal(`${started.url}/chat`);
  });
});

async function pressShift(page: Page, times: number): Promise<void> {
  for (let press = 0; press < times; press += 1) await page.keyboard.press('Shift');
}

import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations, sidewaysScroll, watchedPage, type WatchedPage } from './browser.ts';
import { openForSuite } from './openForSuite.ts';
import { newestReply, takenOver, write } from './widgetPage.ts';

const WARNING = 'Could someone else see this phone, this chat, or a saved page?';
const FEEDING = 'Feeding, crying or sleep';

interface Sheet {
  readonly page: Page;
  /** What was asked of the network since it was shown. */
  readonly asked: string[];
}

describe('the page to take along', function () {
  this.timeout(60_000);
  const open = openForSuite();
  let visit: WatchedPage;

  afterEach(async () => visit.close());

  /** Taps its way to the page. */
  async function openSheet(options: BrowserContextOptions = {}, script = ''): Promise<Sheet> {
    const host = new URL(open.started.url).host;
    visit = await watchedPage(open.browser, [host], { viewport: { width: 360, height: 640 }, ...options });
    const { page } = visit;
    await page.addInitScript(`window.print = () => { window.printed = (window.printed ?? 0) + 1; }; ${script}`);
    await page.goto(`${open.started.url}/chat`);
    await takenOver(page);
    await write(page, "i'm finding it hard and i cry every day");
    await newestReply(page, 'finding it hard');
    for (const choice of ['Help me find someone', 'No', FEEDING, 'Show my page now']) {
      await page.getByRole('button', { name: choice, exact: true }).click();
      await newestReply(page, choice);
    }
    await page.getByRole('group', { name: 'Take this page along' }).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    return { page, asked };
  }

  it('says first that somebody may see it, in the chat and before the buttons that print, copy and save', async () => {
    const { page } = await openSheet();
    const first = page.locator('#reply .bubble').first();
    expect(await first.innerText()).to.include(WARNING);
    expect(await first.getAttribute('class')).to.not.include('bubble-sheet');
    const tools = await page.locator('.page-tools').innerText();
    const places = [WARNING, 'Print it', 'Copy it', 'Save it'].map((words) => tools.indexOf(words));
    expect(places).to.not.include(-1);
    expect(places).to.deep.equal(places.toSorted((one, other) => one - other));
    expect(await axeViolations(page)).to.deep.equal([]);
    expect(await sidewaysScroll(page)).to.equal(0);
  });

  it('is printed without the chat, the buttons and the way out around it', async () => {
    const { page, asked } = await openSheet();
    const sheet = await page.locator('.bubble-sheet').allInnerTexts();
    await page.getByRole('button', { name: 'Print it' }).click();
    expect(await page.evaluate('window.printed')).to.equal(1);
    await page.emulateMedia({ media: 'print' });
    expect(flat(await page.locator('body').innerText())).to.equal(flat(sheet.join('\n')));
    expect(asked).to.deep.equal([]);
  });

  it('is copied word for word, and says so', async () => {
    const { page, asked } = await openSheet({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy it' }).click();
    await page.locator('#copied[role=status]', { hasText: 'Copied.' }).waitFor();
    await isWhole(page, await page.evaluate<string>('navigator.clipboard.readText()'));
    expect(asked).to.deep.equal([]);
  });

  for (const { why, script } of [
    { why: 'forbids it', script: "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));" },
    { why: 'has no clipboard', script: "Object.defineProperty(navigator, 'clipboard', { value: undefined });" },
  ]) {
    it(`says what else can be done when it cannot be copied, because the browser ${why}`, async () => {
      const { page } = await openSheet({}, script);
      await page.getByRole('button', { name: 'Copy it' }).click();
      await page.locator('#copied', { hasText: 'You can print it or save it.' }).waitFor();
      expect(visit.complaints).to.deep.equal([]);
    });
  }

  it('is saved as a plain file with a name that says nothing, made in the browser', async () => {
    const { page, asked } = await openSheet();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save it' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).to.equal('my-page.txt');
    await isWhole(page, readFileSync(await saved.path(), 'utf8'));
    expect(asked.filter((url) => !url.startsWith('blob:'))).to.deep.equal([]);
  });

  it('holds nothing of abuse', async () => {
    const { page } = await openSheet();
    const text = (await page.locator('.bubble-sheet').allInnerTexts()).join('\n');
    expect(text).to.not.match(/abuse|violen|hits|hurts me|refuge/i);
  });
});

/** Every word and number of the sheet is in `text`, and nothing of the chat around it. */
async function isWhole(page: Page, text: string): Promise<void> {
  const paragraphs = await page.locator('.bubble-sheet p').allInnerTexts();
  expect(paragraphs.length).to.be.greaterThan(2);
  for (const paragraph of paragraphs) expect(flat(text)).to.include(flat(paragraph));
  expect(text).to.match(/116 123/);
  expect(text).to.not.include(WARNING).and.to.not.include('i cry every day');
}

function flat(text: string): string {
  return text.replaceAll(/[“”]/g, '').replaceAll(/\s+/g, ' ').trim();
}

/** Takes the pictures of the pages in `docs/screenshots/`, from the program as it is now. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { silentLog } from '../common/log.ts';
import { readSettings } from '../common/settings.ts';
import { startProgram } from '../index.ts';
import { openBrowser } from '../test/browser/browser.ts';
import { chatIn, launcherOn, newestReply, openShadows, takenOver, write } from '../test/browser/widgetPage.ts';

const PICTURES = join(import.meta.dirname, '..', 'docs', 'screenshots');
const SIZES = [{ width: 360, height: 640 }, { width: 1280, height: 800 }] as const;

const ABOVE_KEYBOARD = 'crisis-above-keyboard';

/** Without JavaScript. */
const STATES: Readonly<Record<string, (page: Page, url: string) => Promise<unknown>>> = {
  welcome: (page, url) => page.goto(`${url}/chat`),
  help: (page, url) => page.goto(`${url}/help`),
  about: (page, url) => page.goto(`${url}/about`),
  error: (page, url) => page.goto(`${url}/nothing-here`),
};

/** With the script of the page, and the widget on a charity's page. */
const SCRIPTED: Readonly<Record<string, (page: Page, url: string) => Promise<unknown>>> = {
  answer: (page, url) => talk(page, url, 'is it normal that my baby has gone really clingy'),
  crisis: (page, url) => talk(page, url, 'i want to hurt my baby'),
  /** What is in view above the keyboard of a phone: of a phone only. */
  async [ABOVE_KEYBOARD](page, url) {
    await page.setViewportSize({ width: 360, height: 380 });
    await talk(page, url, 'is it normal that my baby has gone really clingy');
    await write(page, 'i want to hurt my baby');
    await newestReply(page, 'i want to hurt my baby');
  },
  async dark(page, url) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await talk(page, url, 'i want to hurt my baby');
  },
  async 'help-step'(page, url) {
    await talk(page, url, "i'm finding it hard and i cry every day");
    await choose(page, ['Help me find someone', 'No']);
  },
  async 'page-to-take-along'(page, url) {
    await talk(page, url, "i'm finding it hard and i cry every day");
    await choose(page, ['Help me find someone', 'No', 'Feeding, crying or sleep', 'Show my page now']);
  },
  async 'page-buttons'(page, url) {
    await SCRIPTED['page-to-take-along']?.(page, url);
    await page.locator('.page-tools').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Save it' }).scrollIntoViewIfNeeded();
  },
  async offline(page, url) {
    await talk(page, url, 'hello');
    await page.context().setOffline(true);
    await write(page, 'are you there');
    await page.locator('.state', { hasText: 'Not sent yet' }).waitFor();
    await page.locator('.connection').scrollIntoViewIfNeeded();
  },
  async exit(page, url) {
    await talk(page, url, 'hello');
    await page.keyboard.press('Shift');
    await page.locator('.exit-presses:not(:empty)').waitFor();
  },
  'widget-closed': (page, url) => page.goto(`${url}/`),
  async 'widget-open'(page, url) {
    await page.goto(`${url}/`);
    await launcherOn(page).click();
    await write(chatIn(page), 'is it normal that my baby has gone really clingy');
    await newestReply(chatIn(page), 'clingy');
  },
  async 'widget-welsh'(page, url) {
    await page.goto(`${url}/?language=cy`);
    await launcherOn(page).click();
    await takenOver(chatIn(page));
  },
};

const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', STORAGE_URL: `sqlite:${join(folder, 'store.sqlite')}` });
const program = await startProgram(settings, silentLog);
const browser = await openBrowser();
try {
  mkdirSync(PICTURES, { recursive: true });
  for (const viewport of SIZES) {
    const page = await browser.newPage({ viewport, javaScriptEnabled: false });
    for (const [state, goTo] of Object.entries(STATES)) {
      await goTo(page, `http://127.0.0.1:${program.port}`);
      await page.screenshot({ path: join(PICTURES, `${state}-${viewport.width}.png`) });
    }
    for (const [state, goTo] of Object.entries(SCRIPTED)) {
      if (state === ABOVE_KEYBOARD && viewport.width > 360) continue;
      const scripted = await browser.newPage({ viewport });
      await openShadows(scripted);
      await goTo(scripted, `http://127.0.0.1:${program.port}`);
      await scripted.screenshot({ path: join(PICTURES, `${state}-${viewport.width}.png`) });
      await scripted.context().close();
    }
  }
} finally {
  await browser.close();
  await program.close();
  rmSync(folder, { recursive: true });
}

async function choose(page: Page, titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await page.getByRole('button', { name: title, exact: true }).click();
    await newestReply(page, title);
  }
}

async function talk(page: Page, url: string, text: string): Promise<void> {
  await page.goto(`${url}/chat`);
  await takenOver(page);
  await write(page, text);
  await newestReply(page, text);
}

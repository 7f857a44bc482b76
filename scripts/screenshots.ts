/** Takes the pictures of the pages in `docs/screenshots/`, from the program as it is now. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { silentLog } from '../common/log.ts';
import { readSettings } from '../common/settings.ts';
import { startProgram } from '../index.ts';
import { openBrowser, sendMessage } from '../test/browser/browser.ts';

const PICTURES = join(import.meta.dirname, '..', 'docs', 'screenshots');
const SIZES = [{ width: 360, height: 640 }, { width: 1280, height: 800 }] as const;

const STATES: Readonly<Record<string, (page: Page, url: string) => Promise<unknown>>> = {
  welcome: (page, url) => page.goto(`${url}/chat`),
  answer: (page, url) => ask(page, url, 'is it normal that my baby has gone really clingy'),
  crisis: (page, url) => ask(page, url, 'i want to hurt my baby'),
  help: (page, url) => page.goto(`${url}/help`),
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
  }
} finally {
  await browser.close();
  await program.close();
  rmSync(folder, { recursive: true });
}

async function ask(page: Page, url: string, text: string): Promise<void> {
  await page.goto(`${url}/chat`);
  await sendMessage(page, text);
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
/** No step of a test waits longer than this for something to appear. */
const STEP_WITHIN_MS = 10_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts the real browser. Whoever starts it closes it. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

/** A page of its own, and what happened on it that nobody asked for. */
export interface WatchedPage {
  readonly page: Page;
  /** Hosts other than `allowed` that the page asked anything of. */
  readonly strangers: string[];
  /** What the browser complained of: errors of scripts, styles refused by the policy. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** Opens a page that may talk only to the hosts `allowed` (host and port). Requests to others are recorded and cut. */
export async function watchedPage(
  browser: Browser,
  allowed: readonly string[],
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(STEP_WITHIN_MS);
  const page = await context.newPage();
  const strangers: string[] = [];
  const complaints: string[] = [];
  const isStranger = (url: string): boolean => /^(?:http|ws)/.test(url) && !allowed.includes(new URL(url).host);
  await context.route(
    (url) => isStranger(url.href),
    async (route) => {
      strangers.push(route.request().url());
      await route.abort();
    },
  );
  page.on('websocket', (socket) => isStranger(socket.url()) && strangers.push(socket.url()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return { page, strangers, complaints, close: () => context.close() };
}

/**
 * Lists what axe-core finds wrong on the page, a line each. Empty: nothing.
 *
 * Needs a page that may run scripts; ours hold none of their own, so they are the same either way.
 */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate<readonly string[]>(RUN_AXE);
}

/** Gives also how many checks passed, so that a run that looked at nothing is noticed. */
const RUN_AXE = `axe.run(document).then(({ violations, passes }) => passes.length < 10
  ? ['only ' + passes.length + ' checks ran']
  : violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;

/** How far the page can be scrolled sideways, in CSS pixels. 0: not at all. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Types into the field of the chat page, sends it, and waits for the page that answers. */
export async function sendMessage(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await sendBy(page, () => page.locator('.send').click());
}

/** Sends the form in the way given, and waits for the page that answers. */
export async function sendBy(page: Page, send: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await Promise.all([answered, page.waitForEvent('load'), send()]);
}

import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Lets the tests look into the widget's closed shadow tree. Whether it is closed is a test of its own. */
export async function openShadows(page: Page): Promise<void> {
  await page.addInitScript(`{
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: 'open' }); };
  }`);
}

/** The widget's button on a charity's page. */
export function launcherOn(page: Page): Locator {
  return page.locator('.open').and(page.getByRole('button'));
}

/** The chat inside the widget. */
export function chatIn(page: Page): FrameLocator {
  return page.frameLocator('.panel iframe');
}

/** Waits until the script has taken the chat page over. */
export async function takenOver(where: Page | FrameLocator): Promise<void> {
  await where.locator('html[data-taken]').waitFor();
}

/** Writes something in the chat and sends it by Enter. */
export async function write(where: Page | FrameLocator, text: string): Promise<void> {
  await where.locator('#text').fill(text);
  await where.locator('#text').press('Enter');
}

/** Waits until the newest message has its reply, and gives its words. */
export async function newestReply(where: Page | FrameLocator, message: string): Promise<string> {
  const reply = where.locator('.said', { hasText: message }).last().locator('xpath=following-sibling::section[contains(@class,"replies")][1]');
  await reply.locator('.bubble').first().waitFor();
  return reply.innerText();
}

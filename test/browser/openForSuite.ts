import type { Browser } from 'playwright-core';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { openBrowser } from './browser.ts';

/** What the tests of a suite share. Filled in before the first of them runs. */
export interface OpenForSuite {
  /** Where the program keeps its store: for a test that starts it again. */
  readonly folder: string;
  browser: Browser;
  started: Started;
}

/** Opens a browser and starts the whole program before the tests of the suite it is called in; ends both after them. */
export function openForSuite(): OpenForSuite {
  const open = { folder: newFolder() } as OpenForSuite;
  before(async () => {
    [open.browser, open.started] = await Promise.all([openBrowser(), start({}, open.folder)]);
  });
  after(async () => {
    await open.browser.close();
    await open.started.stop();
    removeFolder(open.folder);
  });
  return open;
}

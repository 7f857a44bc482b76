import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { start } from '../program/started.ts';
import { axeViolations, sidewaysScroll, watchedPage, type WatchedPage } from './browser.ts';
import { openForSuite } from './openForSuite.ts';
import { newestReply, takenOver, write } from './widgetPage.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const IN_DANGER = 'i want to hurt my baby';
const PHONE = { width: 360, height: 640 };

/** Every state that the script adds, and the way there. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'just taken over': (page) => takenOver(page),
  'an answer, and whether it was useful': (page) => ask(page, CLINGY),
  'a long conversation with contacts': async (page) => {
    await ask(page, 'hello');
    await ask(page, IN_DANGER);
  },
  'nobody answers': async (page) => {
    await page.context().setOffline(true);
    await write(page, 'are you there');
    await page.locator('.connection a').first().waitFor();
    await page.locator('.state').waitFor();
    await page.context().setOffline(false);
    await newestReply(page, 'are you there');
  },
  'Shift pressed once': async (page) => {
    await page.keyboard.press('Shift');
    await page.locator('.exit-presses:not(:empty)').waitFor();
  },
};

describe('the chat page taken over by its script', function () {
  this.timeout(60_000);
  const open = openForSuite();
  let visit: WatchedPage;

  afterEach(async () => visit.close());

  async function openChat(options: BrowserContextOptions = { viewport: PHONE }, path = '/chat'): Promise<Page> {
    visit = await watchedPage(open.browser, [new URL(open.started.url).host], options);
    await visit.page.goto(`${open.started.url}${path}`);
    await takenOver(visit.page);
    return visit.page;
  }

  for (const { name, ...options } of [
    { name: 'on a small phone', viewport: { width: 320, height: 640 } },
    { name: 'on a small phone at night', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
    { name: 'on a phone turned on its side', viewport: { width: 640, height: 256 } },
    { name: 'on a desk', viewport: { width: 1280, height: 800 } },
    { name: 'on a desk at night', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    { name: 'in forced colours', viewport: { width: 320, height: 640 }, forcedColors: 'active' },
    { name: 'on a desk in forced colours', viewport: { width: 1280, height: 800 }, forcedColors: 'active' },
    { name: 'at 400 % zoom', viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' },
  ] as const) {
    it(`has no fault of access and no sideways scrolling in any state: ${name}`, async () => {
      const page = await openChat(options);
      for (const [state, goTo] of Object.entries(STATES)) {
        await goTo(page);
        expect(await axeViolations(page), state).to.deep.equal([]);
        expect(await sidewaysScroll(page), state).to.equal(0);
      }
      expect(visit.strangers).to.deep.equal([]);
    });
  }

  it('draws no welcome twice, and shows each message and its reply in order', async () => {
    const page = await openChat();
    await page.waitForTimeout(500);
    expect(await page.locator('.bubble').count()).to.equal(1);
    await ask(page, CLINGY);
    await page.getByRole('button', { name: 'Tell me more' }).click();
    expect(await newestReply(page, 'Tell me more')).to.include('Sally Hogg');
    expect(await page.locator('.said p').allInnerTexts()).to.deep.equal([CLINGY, 'Tell me more']);
    expect(await page.locator('.state').count()).to.equal(0);
    expect(visit.complaints).to.deep.equal([]);
  });

  it('shows a reply about danger from its start: what to do and the call button are in view above a keyboard', async () => {
    const page = await openChat();
    await ask(page, CLINGY);
    await ask(page, IN_DANGER);
    const bar = await page.locator('.exit').boundingBox();
    const action = await page.locator('.bubble-first p').last().boundingBox();
    const call = await page.locator('.bubble-first a[href="tel:999"]').last().boundingBox();
    expect(action?.y).to.be.at.least((bar?.y ?? 0) + (bar?.height ?? 0));
    expect((call?.y ?? 999) + (call?.height ?? 0)).to.be.at.most(380);
  });

  it('announces what is said and each bubble once, in order, and never the history', async () => {
    const page = await openChat();
    expect(await liveRegions(page)).to.deep.equal(['log: polite', 'status: polite', 'status: polite']);
    await page.evaluate(RECORD_ANNOUNCEMENTS);
    await ask(page, CLINGY);
    await ask(page, 'hello');
    await page.context().setOffline(true);
    await page.locator('.connection a').first().waitFor();
    await page.context().setOffline(false);
    await ask(page, 'thanks');
    const announced = await page.evaluate<readonly string[]>('window.announced');
    const bubbles = await page.locator('.said p, .replies .bubble').allInnerTexts();
    const lines = bubbles.slice(1).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    const heard = announced.filter((text) => text !== '').join('\n');
    let from = 0;
    for (const line of lines) {
      const at = heard.indexOf(line, from);
      expect(at, `"${line}" after what came before, in:\n${heard}`).to.be.at.least(0);
      from = at + line.length;
    }
    for (const line of new Set(lines)) expect(occurrences(heard, line), line).to.equal(occurrences(lines.join('\n'), line));
    expect(heard).to.not.include("I'm a computer program, not a person. I can answer");
  });

  it('keeps the focus: in the field after writing, on the reply after tapping', async () => {
    const page = await openChat();
    await ask(page, CLINGY);
    expect(await page.evaluate('document.activeElement.id')).to.equal('text');
    await page.getByRole('button', { name: 'Tell me more' }).focus();
    await page.keyboard.press('Enter');
    await newestReply(page, 'Tell me more');
    await page.locator('#reply:focus').waitFor();
  });

  it('never hides the focus behind the bar or outside the view, by keyboard alone at 400 % zoom', async () => {
    const page = await openChat({ viewport: { width: 320, height: 256 } });
    await ask(page, CLINGY);
    await page.locator('body').evaluate(() => document.body.focus());
    const hidden: string[] = [];
    for (let step = 0; step < 25; step += 1) {
      await page.keyboard.press('Tab');
      const lost = await page.evaluate<string>(FOCUS_LOST);
      if (lost !== '') hidden.push(lost);
    }
    expect(hidden).to.deep.equal([]);
  });

  it('sends what was written while the network was away, once, and says meanwhile where help is', async () => {
    const page = await openChat();
    await page.context().setOffline(true);
    await write(page, CLINGY);
    await page.locator('.connection', { hasText: 'In danger, ring 999. To talk now: Samaritans 116 123' }).waitFor();
    await page.locator('.state', { hasText: 'Not sent yet. I will try again.' }).waitFor();
    await page.locator('#text').fill('half a sentence');
    await page.context().setOffline(false);
    await newestReply(page, CLINGY);
    expect(await page.locator('#text').inputValue()).to.equal('half a sentence');
    expect(await page.locator('blockquote').count()).to.equal(1);
    await page.locator('.connection:empty').waitFor({ state: 'attached' });
  });

  it('says so no more as soon as the network is back, also when nothing was sent', async () => {
    const page = await openChat();
    // A page just opened may still be connecting, and would be heard to connect after it lost the network.
    await ask(page, CLINGY);
    await page.context().setOffline(true);
    await page.locator('.connection a').first().waitFor();
    await page.context().setOffline(false);
    await page.locator('.connection:empty').waitFor({ state: 'attached', timeout: 3_000 });
  });

  it('carries on without a reload after the server was stopped and started again', async () => {
    const page = await openChat();
    await ask(page, CLINGY);
    const { port } = open.started.program;
    await open.started.stop();
    await write(page, IN_DANGER);
    await page.locator('.connection a').first().waitFor();
    open.started = await start({ PORT: `${port}` }, open.folder);
    expect(await newestReply(page, IN_DANGER)).to.include('999');
    expect(await page.locator('.said').count()).to.equal(2);
    expect(await page.locator('blockquote').count()).to.equal(1);
  });

  it('says where help is when no answer comes in five seconds', async () => {
    const page = await openChat();
    await page.route('**/activities', async () => undefined);
    await page.clock.install();
    await write(page, 'hello');
    await page.locator('.state').waitFor();
    await page.clock.fastForward(5_000);
    await page.locator('.connection a[href="tel:116123"]').waitFor();
  });

  it('counts whether an answer was useful, without who or what', async () => {
    const page = await openChat();
    await ask(page, CLINGY);
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    await page.getByText('Thank you. Only this is counted').waitFor();
    const events = open.started.logged.filter(({ event }) => event === 'useful');
    expect(events.at(-1)).to.deep.equal({ event: 'useful', label: 'yes' });
    await ask(page, IN_DANGER);
    expect(await page.getByText('Was this useful?').count(), 'never after danger').to.equal(0);
  });

  describe('the way out', () => {
    for (const { way, leave } of [
      { way: 'its button', leave: (page: Page) => page.locator('.exit').click({ noWaitAfter: true }) },
      { way: 'Shift three times', leave: async (page: Page) => {
        for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
      } },
    ]) {
      it(`by ${way} blanks the page at once, deletes what is stored, and leaves nothing to come back to`, async () => {
        const page = await openChat();
        await ask(page, CLINGY);
        const token = await page.locator('input[name=conversation]').inputValue();
        await page.context().route('https://www.bbc.co.uk/**', (route) =>
          route.fulfill({ contentType: 'text/html', body: '<title>Weather</title><h1>Weather</h1>' }));
        const left: Left[] = [];
        await page.exposeFunction('left', (how: Left) => left.push(how));
        await page.evaluate(RECORD_BLANK);
        const ended = page.waitForRequest(`${open.started.url}/end`);
        await leave(page);
        expect((await ended).postData()).to.equal(`conversation=${token}`);
        await page.waitForURL('https://www.bbc.co.uk/weather');
        const [{ afterMs, ...shown } = { afterMs: Infinity }] = left;
        expect(shown).to.deep.equal({ text: '', title: 'Weather', path: '/' });
        expect(afterMs).to.be.at.most(50);
        await page.goBack({ timeout: 2_000 }).catch(() => null);
        expect(page.url()).to.not.include('/chat');
        expect(await storedFor(token, open.started.url)).to.equal(1);
        // A machine with other work to do may be slow once; a page that is slow is so each time.
      }).retries(2);
    }
  });
});

async function ask(page: Page, text: string): Promise<void> {
  await write(page, text);
  await newestReply(page, text);
}

/** How many activities the log of the conversation has: only the computed welcome, when nothing is stored. */
async function storedFor(pageToken: string, url: string): Promise<number> {
  const granted = await fetch(`${url}/chat/token`, { method: 'POST', body: new URLSearchParams({ conversation: pageToken }) });
  const { token, conversationId } = (await granted.json()) as Record<string, string>;
  const answer = await fetch(`${url}/v3/directline/conversations/${conversationId ?? ''}/activities`, { headers: { Authorization: `Bearer ${token ?? ''}` } });
  return ((await answer.json()) as { readonly activities: readonly object[] }).activities.length;
}

/** The live regions as the browser's own accessibility tree has them. */
async function liveRegions(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes
    .filter(({ ignored, role }) => !ignored && ['log', 'status', 'alert'].includes(String(role?.value)))
    .map(({ role, properties = [] }) => `${String(role?.value)}: ${String(properties.find(({ name }) => name === 'live')?.value.value)}`)
    .toSorted();
}

/** Notes what is put into a live region, as a screen reader is told of it: text of added nodes, once per addition. */
const RECORD_ANNOUNCEMENTS = `{
  window.announced = [];
  const words = (node) => node.nodeType === 3 ? node.data : [...node.querySelectorAll('*')].length ? node.innerText : node.textContent;
  for (const region of document.querySelectorAll('[role=log], [role=status]')) {
    new MutationObserver((records) => {
      for (const { addedNodes, type, target } of records) {
        if (type === 'characterData') window.announced.push(target.data);
        for (const node of addedNodes) window.announced.push(words(node).replace(/\\s+/g, ' ').trim());
      }
    }).observe(region, { childList: true, subtree: true, characterData: true });
  }
}`;

/** Notes how long after the key or the click the page is blank. */
const RECORD_BLANK = `{
  let since;
  for (const kind of ['click', 'keyup']) addEventListener(kind, () => { since = performance.now(); }, true);
  new MutationObserver(() => {
    if (document.body?.innerText !== '') return;
    window.left({ afterMs: performance.now() - since, text: document.body.innerText, title: document.title, path: location.pathname });
  }).observe(document, { childList: true, subtree: true });
}`;

/** How the page was when it had been left. */
interface Left {
  readonly afterMs: number;
  readonly text: string;
  readonly title: string;
  readonly path: string;
}

/** Says what has the focus if it cannot be seen: outside the view, or below what sticks to it. */
const FOCUS_LOST = `(() => {
  const focused = document.activeElement;
  if (focused === document.body) return '';
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const middle = [(left + right) / 2, Math.max(top, 0) / 2 + Math.min(bottom, innerHeight) / 2];
  const seen = document.elementFromPoint(...middle);
  return bottom > 0 && top < innerHeight && seen !== null && (focused.contains(seen) || seen.contains(focused)) ? '' : focused.outerHTML;
})()`;

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

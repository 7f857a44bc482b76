import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { HOSTILE_TEXTS } from '../channels/page/hostileTexts.ts';
import { watchedPage } from './browser.ts';
import { openForSuite } from './openForSuite.ts';
import { takenOver, write } from './widgetPage.ts';

describe('the script of the chat page and hostile words', function () {
  this.timeout(60_000);
  const open = openForSuite();

  it('takes 5,000 hostile texts for words: in messages and in every field of a reply', async () => {
    // A conversation that grows for ever would be a test of patience: each page gets a part.
    for (const payloads of chunks(hostileTexts(5_000), 500)) await meets(payloads);
  });

  async function meets(payloads: readonly string[]): Promise<void> {
    const visit = await watchedPage(open.browser, [new URL(open.started.url).host]);
    const { page } = visit;
    await page.goto(`${open.started.url}/chat`);
    await takenOver(page);
    const ran: string[] = [];
    await page.exposeFunction('pwned', () => ran.push('ran'));
    const say = await answeredWith(page);
    for (const texts of chunks(payloads, PER_MESSAGE)) {
      const answered = Math.ceil(texts.length / PER_REPLY) + (await page.locator('.bubble').count());
      say(texts);
      await write(page, texts[0] ?? 'x');
      await page.locator('.bubble').nth(answered - 1).waitFor({ state: 'attached' });
    }
    expect(await page.locator(INTRUDERS).count()).to.equal(0);
    expect(await page.locator('.bubble').count()).to.be.at.least(payloads.length / PER_REPLY);
    expect(ran).to.deep.equal([]);
    expect(visit.strangers).to.deep.equal([]);
    expect(visit.complaints).to.deep.equal([]);
    await visit.close();
  }
});

const PER_MESSAGE = 250;
/** A text for each field of a reply that is shown. */
const PER_REPLY = 8;
const INTRUDERS = 'main :is(script, img, iframe, svg, base, link, style, object, math, meta, details), main [onload], main [onerror], a[href^="javascript:"]';

/** Answers the page in place of the bot. Gives the function that says what the next message is answered with. */
async function answeredWith(page: Page): Promise<(texts: readonly string[]) => void> {
  let next: readonly string[] = [];
  let number = 1;
  const waiting: object[] = [];
  await page.route('**/activities*', async (route) => {
    const { method, body } = { method: route.request().method(), body: route.request().postData() };
    if (method !== 'POST') return route.fulfill({ json: waiting.shift() ?? { activities: [], watermark: '0.1' } });
    number += 1;
    const posted = JSON.parse(body ?? '{}') as { readonly channelData: { readonly clientActivityID: string } };
    const echo = { ...activity(`e${number}`, 'user'), channelData: posted.channelData };
    const replies = chunks(next, PER_REPLY).map((texts, index) => hostileReply(`r${number}.${index}`, `e${number}`, texts));
    waiting.push({ activities: [echo, ...replies], watermark: `0.${number}` });
    return route.fulfill({ json: { id: `e${number}` } });
  });
  return (texts) => (next = texts);
}

/** Hostile texts in many wrappings. */
function hostileTexts(count: number): readonly string[] {
  const wrappings = ['', '"', "'", '>', '-->', '</p>', '</script>', ']]>', '`', '\\', '%00', '\u2028'];
  return Array.from({ length: count }, (_, index) => {
    const text = HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? '';
    return `${wrappings[Math.floor(index / HOSTILE_TEXTS.length) % wrappings.length] ?? ''}${text} ${index}`;
  });
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const starts = Array.from({ length: Math.ceil(all.length / size) }, (_, index) => index * size);
  return starts.map((start) => all.slice(start, start + size));
}

function activity(id: string, role: 'user' | 'bot') {
  return { type: 'message', id, timestamp: '', channelId: 'directline', conversation: { id: 'c' }, from: { id: role, role } };
}

/** A reply with a hostile text in every field that is shown. */
function hostileReply(id: string, replyToId: string, texts: readonly string[]) {
  const [text = '', opening = '', quoted = '', speaker = '', title = '', label = '', value = '', body = ''] = texts;
  const contacts = [{ kind: 'call', label, value }, { kind: 'text', label, value, body }];
  const reply = {
    id, kind: 'answer', text, choices: [{ id: title, title }], card: { contacts }, said: { kind: 'answer', content: '', choices: [] },
    ...(id.endsWith('0') ? { quotation: { opening, text: quoted, speaker } } : {}),
  };
  return { ...activity(id, 'bot'), replyToId, text, channelData: { reply } };
}

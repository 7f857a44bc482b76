import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { adaptiveCards } from '../../bot/adaptiveCard.ts';
import { everyReply, everyTurn } from '../bot/everyReply.ts';
import { openBrowser } from './browser.ts';

const CARDS = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');

/** Parses each card as Teams does, for version 1.5, and draws it. Gives what Microsoft's library complained of. */
const DRAW = `(cards) => cards.map((json) => {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig({ actions: { actionsOrientation: 'vertical', maxActions: 6 } });
  card.parse(json, context);
  const drawn = card.render();
  document.body.replaceChildren(drawn);
  return {
    events: Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message),
    text: drawn.innerText,
    width: document.documentElement.scrollWidth,
    buttons: [...drawn.querySelectorAll('button, a')].map((button) => button.innerText),
  };
})`;

interface Drawn {
  readonly events: readonly string[];
  readonly text: string;
  /** What is needed of the window's width. */
  readonly width: number;
  readonly buttons: readonly string[];
}

describe('cards for Teams, in Microsoft\'s own library', () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 420, height: 800 } });
    await page.setContent('<body>');
    await page.evaluate(CARDS);
  });
  after(async () => browser.close());

  async function draw(cards: readonly object[]): Promise<readonly Drawn[]> {
    return page.evaluate<readonly Drawn[]>(`(${DRAW})(${JSON.stringify(cards)})`);
  }

  it('are without fault and show every word and button, for every reply there is', async () => {
    const replies = everyReply();
    const drawn = await draw(replies.flatMap((reply) => adaptiveCards([reply])));
    expect(drawn.flatMap(({ events }) => events)).to.deep.equal([]);
    replies.forEach((reply, index) => {
      const shown = drawn[index]?.text.replaceAll(/\s+/g, ' ') ?? '';
      const { content } = reply.said;
      const paragraphs = reply.text.split('\n\n').map((paragraph) => paragraph.replaceAll(/\s+/g, ' '));
      for (const paragraph of paragraphs) expect(shown, content).to.include(paragraph);
      const contacts = (reply.card?.contacts ?? []).filter(({ kind }) => kind !== 'text').map(({ label }) => label);
      expect(drawn[index]?.buttons, content).to.deep.equal([...contacts, ...reply.choices.map(({ title }) => title)]);
    });
  });

  it('are without fault in whole turns, the page to take along and every step to it among them', async () => {
    const turns = everyTurn();
    const cards = turns.flatMap((replies) => adaptiveCards(replies));
    const drawn = await draw(cards);
    expect(drawn.flatMap(({ events }) => events)).to.deep.equal([]);
    const shown = drawn.map(({ buttons }) => buttons.length);
    expect(Math.max(...shown), 'more than three choices').to.be.greaterThan(8);
    const titles = turns.flat().flatMap(({ choices }) => choices.map(({ title }) => title));
    expect(new Set(drawn.flatMap(({ buttons }) => buttons))).to.include.all.keys(...new Set(titles));
  }).timeout(60_000);

  it('cut no choice on a phone, where they stand side by side', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const drawn = await draw(everyTurn().flatMap((replies) => adaptiveCards(replies)));
    expect(drawn.filter(({ width }) => width > 320).map(({ text }) => text)).to.deep.equal([]);
  }).timeout(60_000);

  it('would be found out with one fault', async () => {
    const [first] = everyReply();
    const [card] = adaptiveCards([first ?? expect.fail('nothing is said')]);
    if (card === undefined) expect.fail('nothing is drawn');
    const [drawn] = await draw([{ ...card, body: [...card.body, { type: 'TextBlok', text: 'x' }] }]);
    expect(drawn?.events).to.have.length(1);
  });

  it('show words as they are, without reading Markdown in them', async () => {
    const [first] = everyReply();
    const text = '# *not* _changed_ [at](https://example.org) all\n\n- 1. `x`';
    const [drawn] = await draw(adaptiveCards([{ ...(first ?? expect.fail('nothing is said')), text }]));
    for (const paragraph of text.split('\n\n')) expect(drawn?.text).to.include(paragraph);
  });
});

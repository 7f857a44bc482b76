import { expect } from 'chai';
import { conversationTokens, type TokenUse } from '../../../channels/conversationTokens.ts';
import { newFolder, removeFolder, start, type Started } from '../../program/started.ts';
import { openPage, type SeenPage, sendForm } from './formClient.ts';
import { HOSTILE_TEXTS } from './hostileTexts.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const IN_DANGER = 'i want to hurt my baby';
const KEY = 'a key of the tests long enough to sign tokens with';
const DAY_MS = 24 * 60 * 60 * 1000;
const HIDDEN_FIELDS = ['conversation', 'message', 'answered'];

describe('the chat page', function () {
  this.timeout(30_000);
  let started: Started;
  const folder = newFolder();

  before(async () => {
    started = await start({ TOKEN_KEYS: KEY, ALLOWED_ORIGINS: 'https://charity.example' }, folder);
  });

  after(async () => {
    await started.stop();
    removeFolder(folder);
  });

  const open = (path = '/chat'): Promise<SeenPage> => openPage(started.url, path);
  const send = (page: SeenPage, filled: Readonly<Record<string, string>>): Promise<SeenPage> =>
    sendForm(started.url, page, filled);
  const tokenFrom = (agoMs: number, use: TokenUse = 'page'): Promise<string> =>
    conversationTokens({ keys: [Buffer.from(KEY)], now: () => Date.now() - agoMs }).issue({ conversationId: 'one', use });

  describe('a conversation', () => {
    it('begins with the welcome and its three buttons', async () => {
      const page = await open();
      expect(page.bubbles[0]).to.match(/^Hello\. I'm a computer program, not a person\./);
      expect(page.choices.map(({ title }) => title)).to.deep.equal(['Ask a question', "I'm finding it hard", 'Talk to a person']);
      expect(page).to.not.have.property('said');
    });

    it('shows what was typed, the quotation with its speaker, and the line after reassurance', async () => {
      const page = await send(await open(), { text: CLINGY });
      expect(page.said).to.equal(CLINGY);
      expect(page.bubbles[0]).to.include('a stage of being clingy').and.include('Sally Hogg, Parent Infant Foundation');
      expect(page.bubbles[1]).to.include('trust that feeling');
    });

    it('goes on when a button is tapped, and shows the words of the button as said', async () => {
      const answer = await send(await open(), { text: CLINGY });
      const more = answer.choices.find(({ title }) => title === 'Tell me more');
      const page = await send(answer, { text: '', choice: more?.id ?? '' });
      expect(page.said).to.equal('Tell me more');
      expect(page.bubbles.join()).to.include('Sally Hogg').and.not.include('a stage of being clingy');
    });

    it('gets the same replies when the same form is sent twice', async () => {
      const answer = await send(await open(), { text: CLINGY });
      const once = await send(answer, { text: IN_DANGER });
      const twice = await send(answer, { text: IN_DANGER });
      expect(once.bubbles[0]).to.include('999');
      expect(twice.bubbles).to.deep.equal(once.bubbles);
      const thrice = await send(twice, { text: IN_DANGER });
      expect(thrice.bubbles, 'a new message may get the shorter reply').to.not.deep.equal(once.bubbles);
    });

    it('is kept apart from every other conversation', async () => {
      const [one, other] = await Promise.all([open(), open()]);
      expect(one.hidden['conversation']).to.not.equal(other.hidden['conversation']);
      expect(one.hidden['message']).to.not.equal(other.hidden['message']);
    });
  });

  describe('an empty field', () => {
    for (const text of ['', '   ', '\n\n', '\u00a0']) {
      it(`takes no reply away: ${JSON.stringify(text)}`, async () => {
        const crisis = await send(await open(), { text: IN_DANGER });
        const page = await send(crisis, { text });
        expect(page.bubbles).to.deep.equal(crisis.bubbles);
        expect(page.choices).to.deep.equal(crisis.choices);
        expect(page.notice).to.equal('Please write something first, or choose a button.');
        expect(page).to.not.have.property('said');
      });
    }

    it('on the first page still gets an answer', async () => {
      const page = await send(await open(), { text: '' });
      expect(page.status).to.equal(200);
      expect(page.bubbles).to.not.be.empty;
    });

    it('can be left by writing something', async () => {
      const empty = await send(await send(await open(), { text: IN_DANGER }), { text: '' });
      expect((await send(empty, { text: CLINGY })).bubbles[0]).to.include("I can't see your baby");
    });
  });

  describe('words begun in the field when a button is tapped', () => {
    it('wait in the field of the next page', async () => {
      const page = await send(await open(), { text: 'my little one <3', choice: 'ask-a-question' });
      expect(page.said).to.equal('Ask a question');
      expect(page.draft).to.equal('my little one <3');
    });

    it('are answered first when they tell of danger', async () => {
      const page = await send(await open(), { text: IN_DANGER, choice: 'ask-a-question' });
      expect(page.bubbles[0]).to.include('999');
      expect(page.said).to.equal(IN_DANGER);
      expect(page.draft).to.equal('');
    });
  });

  describe('a conversation that cannot be carried on', () => {
    for (const { what, token } of [
      { what: 'too old', token: () => tokenFrom(DAY_MS + 60_000) },
      { what: 'of another channel', token: () => tokenFrom(0, 'directline') },
      { what: 'forged', token: async () => (await tokenFrom(0)).replace(/\.(.)(?=[^.]*$)/, (_, first) => (first === 'A' ? '.B' : '.A')) },
      { what: 'no token at all', token: async () => 'x' },
      { what: 'missing', token: async () => '' },
    ]) {
      it(`is begun afresh, and the message answered: ${what}`, async () => {
        const page = await open();
        const hidden = { ...page.hidden, conversation: await token() };
        const answer = await send({ ...page, hidden }, { text: CLINGY });
        expect(answer.bubbles[0]).to.include('a stage of being clingy');
        expect(answer.notice).to.match(/^This page was too old to carry on/);
        expect((await send(answer, { text: 'Tell me more' })).notice).to.equal(undefined);
      });
    }
  });

  describe('a long message', () => {
    it('of 60 KB is answered and shown whole', async () => {
      const text = `${'we were up all night again. '.repeat(2200)}end`;
      const page = await send(await open(), { text });
      expect(page.status).to.equal(200);
      expect(page.said).to.equal(text);
      expect(page.bubbles).to.not.be.empty;
    });

    it('gets through in any script, as long as the field takes it', async () => {
      const page = await send(await open(), { text: 'ক'.repeat(20_000) });
      expect(page.status).to.equal(200);
    });

    it('says what to do about danger that may be in its middle', async () => {
      const filler = 'we were up all night again. '.repeat(300);
      expect((await send(await open(), { text: `${filler}${IN_DANGER}. ${filler}` })).bubbles[0]).to.include('999');
    });

    it('beyond all measure gets a page that says where help is', async () => {
      const page = await send(await open(), { text: 'x'.repeat(300_000) });
      expect(page.status).to.equal(413);
      expect(page.html).to.include('href="tel:999"').and.include('That was too long');
    });
  });

  describe('hostile words', () => {
    for (const text of HOSTILE_TEXTS) {
      it(`are only words: ${JSON.stringify(text)}`, async () => {
        const clean = await open();
        const page = await send(clean, { text });
        expect(page.status).to.equal(200);
        expect(page.said?.replaceAll(/\r\n?/g, '\n')).to.equal(text.replaceAll(/\r\n?/g, '\n'));
        expect(tags(page.html)).to.not.match(/pwned|evil/);
        for (const field of ['choice', ...HIDDEN_FIELDS]) {
          const tampered = await send(clean, { text: '', [field]: text });
          expect(tampered.status, field).to.equal(200);
          expect(tampered.html, field).to.not.include('pwned').and.not.include('evil.invalid');
        }
        const both = await send(clean, { text, choice: 'ask-a-question' });
        expect(tags(both.html)).to.not.match(/pwned|evil/);
      });
    }
  });

  describe('its headers', () => {
    const visits: Readonly<Record<string, () => Promise<SeenPage>>> = {
      'GET /about': () => open('/about'),
      'GET /help': () => open('/help'),
      'POST /chat': async () => send(await open(), { text: CLINGY }),
      'a page that is not there': () => open('/nothing-here'),
      'a message that is too long': async () => send(await open(), { text: 'x'.repeat(300_000) }),
    };
    for (const [what, visit] of Object.entries(visits)) {
      it(`allow no script, keep nothing and tell nobody: ${what}`, async () => {
        const { headers, html } = await visit();
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy).to.match(/^default-src 'none';/).and.match(/style-src 'sha256-[\w+/]{43}='/);
        expect(policy).to.not.include('unsafe').and.not.include('script-src');
        expectSecrecy(headers);
        expect(html).to.not.match(/<script|\son\w+=|\sstyle=/);
      });
    }

    for (const path of ['/', '/chat']) {
      it(`allow our own scripts, which speak to nobody else and write no HTML: GET ${path}`, async () => {
        const { headers, html } = await open(path);
        const { host } = new URL(started.url);
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy).to.include(`script-src 'self'; connect-src 'self' ws://${host} wss://${host};`);
        expect(policy).to.include("require-trusted-types-for 'script'; trusted-types 'none'").and.not.include('unsafe');
        expectSecrecy(headers);
        expect(tags(html)).to.not.match(/\son\w+=|\sstyle=/);
        const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('application/json'));
        expect(scripts).to.have.length(1);
        expect(scripts.join()).to.match(/ src="\/[\w-]+\.js"/);
      });
    }

    it('come with a form that puts nothing into the address', async () => {
      const { html } = await send(await open(), { text: CLINGY });
      expect([...html.matchAll(/<form [^>]*>/g)].join()).to.include('method="post"').and.include('action="/chat#reply"');
    });
  });
});

function expectSecrecy(headers: Headers): void {
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).to.include("frame-ancestors 'self' https://charity.example").and.include("base-uri 'none'");
  expect(headers.get('cache-control')).to.equal('no-store');
  expect(headers.get('referrer-policy')).to.equal('no-referrer');
  expect(headers.get('x-content-type-options')).to.equal('nosniff');
  expect(headers.get('set-cookie')).to.equal(null);
}

/** The tags of a page, without the words between them and without the fields that carry a parent's words back. */
function tags(html: string): string {
  return [...html.matchAll(/<[^>]*>/g)].join('\n');
}

import { expect } from 'chai';
import { readSettings } from '../../common/settings.ts';
import { converse } from './directLineClient.ts';
import { removeFolder, start, type Started } from './started.ts';

const LINES = ['999', '116 123', '85258'];

describe('the program with BOT_OFF=true', () => {
  let started: Started;

  before(async function () {
    this.timeout(120_000);
    started = await start({ BOT_OFF: 'true' });
  });

  after(async () => {
    await started.stop();
    removeFolder(started.folder);
  });

  for (const text of ['is it normal that my baby has gone really clingy', 'i want to hurt my baby', 'hello', 'tell me more', '']) {
    it(`answers "${text}" over Direct Line with one reviewed sentence and the lines`, async () => {
      const conversation = await converse(started.url);
      await conversation.send(text);
      const said = (await conversation.activities()).filter(({ from }) => from.role === 'bot').map((activity) => activity.text);
      expect(said).to.have.lengthOf(2);
      expect(said[0], 'the welcome').to.equal(said[1]);
      expect(said[1]).to.match(/^This helper is switched off just now/);
      for (const line of LINES) expect(said[1]).to.include(line);
    });
  }

  for (const [path, method] of [['/', 'GET'], ['/about', 'GET'], ['/chat', 'GET'], ['/chat', 'POST']] as const) {
    it(`says at ${method} ${path} that it is off, and where help is, and asks for nothing`, async () => {
      const body = method === 'POST' ? { body: new URLSearchParams({ text: 'i want to hurt my baby' }) } : {};
      const response = await fetch(`${started.url}${path}`, { method, ...body });
      const html = await response.text();
      expect(response.status).to.equal(200);
      expect(html).to.include('switched off').and.include('href="tel:999"').and.include('href="tel:116123"').and.include('href="/help"');
      expect(html).to.not.include('<form').and.not.include('<script');
    });
  }

  it('leaves /help and the error pages as they are', async () => {
    const help = await (await fetch(`${started.url}/help`)).text();
    expect(help).to.include('Where to get help now').and.include('0808 808 8000');
    const missing = await fetch(`${started.url}/nothing-here`, { headers: { Accept: 'text/html' } });
    expect(missing.status).to.equal(404);
    expect(await missing.text()).to.include('href="tel:999"');
  });

  it('says on /readyz that it is switched off', async () => {
    const response = await fetch(`${started.url}/readyz`);
    expect(response.status).to.equal(200);
    expect(await response.text()).to.include('switched off by BOT_OFF');
  });
});

describe('BOT_OFF', () => {
  it('is off unless it says true', () => {
    expect([undefined, '', 'false'].map((BOT_OFF) => readSettings({ BOT_OFF }).botOff)).to.deep.equal([false, false, false]);
    expect(readSettings({ BOT_OFF: 'true' }).botOff).to.equal(true);
  });

  it('refuses anything else, and says what is allowed', () => {
    expect(() => readSettings({ BOT_OFF: 'yes' })).to.throw('BOT_OFF must be "true" or "false"');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { converse } from './directLineClient.ts';
import { newFolder, removeFolder, start, type Started } from './started.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';

describe('the program', () => {
  let started: Started;

  beforeEach(async () => {
    started = await start();
  });

  afterEach(async () => {
    await started.stop();
    removeFolder(started.folder);
  });

  it('answers a question over Direct Line with the interview, and not with reassurance alone', async () => {
    const conversation = await converse(started.url);
    await conversation.send(CLINGY);
    const said = (await conversation.activities()).filter(({ from }) => from.role === 'bot').map(({ text }) => text);
    expect(said[0]).to.match(/^Hello\. I'm a computer program/);
    expect(said[1]).to.include('a baby might go through a stage of being clingy and this is nothing to worry about.');
    expect(said[2]).to.match(/^If this is a sudden change, or something does not feel right, trust that feeling\./);
  });

  it('says what to do first when a baby may be hurt', async () => {
    const conversation = await converse(started.url);
    await conversation.send('i want to hurt my baby');
    const [, , first] = await conversation.activities();
    expect(first?.text).to.include('999');
  });

  it('stores and logs nothing that was typed', async () => {
    const conversation = await converse(started.url);
    const words = ['canaryone', 'canarytwo', 'canarythree', 'canaryfour'];
    await conversation.send(`canaryone ${CLINGY}`, { channelData: { clientActivityID: 'canarytwo is no id' } });
    await conversation.send('i want to hurt my baby canaryone', { from: { id: 'canarythree', name: 'canarythree' } });
    await conversation.send('canaryone', { value: { choice: 'canaryfour' }, locale: 'canaryfour', entities: [{ x: 'canaryfour' }] });
    const page = await fetch(`${started.url}/chat`, { method: 'POST', body: new URLSearchParams({ text: 'canaryone', choice: 'canaryfour' }) });
    expect(page.status).to.equal(200);

    const files = readdirSync(started.folder).map((name) => readFileSync(join(started.folder, name), 'latin1'));
    expect(files.join('').length).to.be.greaterThan(1000);
    for (const word of words) {
      expect(files.some((content) => content.includes(word)), `${word} in the database`).to.equal(false);
      expect(JSON.stringify(started.logged), `${word} in the log`).to.not.include(word);
    }
  });

  it('gives a token issued before a restart its conversation back, numbers and all', async () => {
    const conversation = await converse(started.url);
    const id = await conversation.send(CLINGY);
    const before = await conversation.activities();
    await started.stop();

    const again = await start({}, started.folder);
    try {
      const address = `${again.url}/v3/directline/conversations/${conversation.id}/activities`;
      const response = await fetch(address, { headers: { Authorization: `Bearer ${conversation.token}` } });
      expect(response.status).to.equal(200);
      const { activities } = (await response.json()) as { readonly activities: typeof before };
      expect(activities.map((activity) => activity.id)).to.deep.equal(before.map((activity) => activity.id));
      expect(activities.map(({ id: each }) => each)).to.include(id);
      expect(activities.find((activity) => activity.id === id)?.text).to.equal('(Your words are not kept.)');
    } finally {
      await again.stop();
      started = await start({}, started.folder);
    }
  });

  it('says on /readyz that no clinician has reviewed it yet', async () => {
    const response = await fetch(`${started.url}/readyz`);
    expect(response.status).to.equal(200);
    expect(await response.text()).to.include('not yet clinically reviewed');
  });

  it('has the lines for danger on every page, errors included', async () => {
    for (const [path, status] of [['/', 200], ['/chat', 200], ['/help', 200], ['/nothing-here', 404]] as const) {
      const response = await fetch(`${started.url}${path}`, { headers: { Accept: 'text/html' } });
      expect(response.status, path).to.equal(status);
      const html = await response.text();
      expect(html, path).to.include('href="tel:999"').and.include('href="tel:116123"');
    }
  });
});

describe('the start', () => {
  it('refuses settings that do not fit, and names each', async () => {
    const settings = { PORT: 'x', TOKEN_KEYS: 'short', ALLOWED_ORIGINS: 'https://example.org/path' };
    const refused = await start(settings, newFolder()).then(() => undefined, (error: unknown) => error);
    expect(refused).to.be.instanceOf(Error).and.have.property('message').that.includes('PORT').and.includes('TOKEN_KEYS').and.includes('ALLOWED_ORIGINS');
  });

  it('refuses words that no clinician has signed when the operator wants only signed ones', async () => {
    const refused = await start({ CONTENT_POLICY: 'approved' }).then(() => undefined, (error: unknown) => error);
    expect(refused).to.have.property('code', 'CONTENT_NOT_APPROVED');
  });
});

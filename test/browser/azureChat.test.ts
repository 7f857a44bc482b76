import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { readSettings } from '../../common/settings.ts';
import { type RunningProgram, startProgram } from '../../index.ts';
import type { LogEvent } from '../../common/log.ts';
import { BOT_SETTINGS, type Microsoft, openMicrosoft } from '../channels/botFramework/microsoft.ts';
import { newFolder, removeFolder } from '../program/started.ts';
import { AZURE_SECRET, openAzure, type StandInForAzure } from '../widget/standInForAzure.ts';
import { axeViolations, openBrowser, watchedPage, type WatchedPage } from './browser.ts';
import { newestReply, takenOver, write } from './widgetPage.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const IN_DANGER = 'i want to hurt my baby';

describe("the chat page through Azure's Direct Line", function () {
  this.timeout(60_000);
  const folder = newFolder();
  const logged: LogEvent[] = [];
  let browser: Browser;
  let microsoft: Microsoft;
  let azure: StandInForAzure;
  let program: RunningProgram;
  let url: string;
  let visit: WatchedPage;

  before(async () => {
    [browser, microsoft] = await Promise.all([openBrowser(), openMicrosoft()]);
    azure = await openAzure(microsoft);
    // Its address, with a free port, is not known yet: it is taken from each request.
    const { publicUrl, ...settings } = readSettings({
      ...BOT_SETTINGS, PORT: '0', HOST: '127.0.0.1', STORAGE_URL: `sqlite:${folder}/store.sqlite`,
      AZURE_DIRECT_LINE_SECRET: AZURE_SECRET, AZURE_DIRECT_LINE_URL: azure.origin,
    });
    expect(publicUrl).to.equal(BOT_SETTINGS['PUBLIC_URL']);
    const endpoints = { ...microsoft.endpoints, serviceOrigins: [azure.origin] };
    program = await startProgram(settings, (event) => logged.push(event), endpoints);
    url = `http://127.0.0.1:${program.port}`;
    azure.bot = url;
  });

  after(async () => {
    await browser.close();
    await Promise.all([program.close(), azure.close(), microsoft.close()]);
    removeFolder(folder);
  });

  beforeEach(() => {
    Object.assign(azure, { keepsExtras: true, tokenSeconds: 1800, fails: undefined, losesAnswers: 0, asked: [] });
  });
  afterEach(async () => visit.close());

  async function openChat(): Promise<Page> {
    const hosts = [url, azure.origin].map((at) => new URL(at).host);
    visit = await watchedPage(browser, hosts, { viewport: { width: 360, height: 640 } });
    await visit.page.goto(`${url}/chat`);
    await takenOver(visit.page);
    return visit.page;
  }

  async function ask(page: Page, text: string): Promise<string> {
    await write(page, text);
    return newestReply(page, text);
  }

  it('lets the page talk to the configured host, and to no other', async () => {
    const policy = (await fetch(`${url}/chat`)).headers.get('content-security-policy') ?? '';
    const [, sources] = /connect-src ([^;]*)/.exec(policy) ?? [];
    const ours = new URL(url).host;
    const theirs = new URL(azure.origin).host;
    expect(sources).to.equal(`'self' ws://${ours} wss://${ours} http://${theirs} ws://${theirs}`);
    const page = await openChat();
    const reached = (at: string): Promise<boolean> => page.evaluate<boolean>(`fetch('${at}', { mode: 'no-cors' }).then(() => true, () => false)`);
    expect(await reached(`${azure.origin}/v3/directline/x`)).to.be.true;
    expect(await reached(microsoft.issuer)).to.be.false;
  });

  it('says before anything is written that Microsoft carries the chat', async () => {
    const page = await openChat();
    await page.getByText('Microsoft carries this chat and may keep it for a day.').waitFor();
    expect(await axeViolations(page)).to.deep.equal([]);
  });

  it('draws bubbles, buttons and contacts of our own bot, the welcome once, and never sees the secret', async () => {
    const page = await openChat();
    const bodies: string[] = [];
    page.on('response', (response) => void response.text().then((text) => bodies.push(text), () => undefined));
    expect(await ask(page, CLINGY)).to.include('a stage of being clingy');
    await page.getByRole('button', { name: 'Tell me more' }).click();
    expect(await newestReply(page, 'Tell me more')).to.include('Sally Hogg');
    expect(await ask(page, IN_DANGER)).to.include('999');
    await page.locator('.bubble-first a[href="tel:999"]').waitFor();
    expect(await page.getByText('Hello. I\'m a computer program').count()).to.equal(1);
    expect(await page.locator('.said p').allInnerTexts()).to.deep.equal([CLINGY, 'Tell me more', IN_DANGER]);
    expect(await page.locator('.state').count()).to.equal(0);
    expect(bodies.join()).to.not.include(AZURE_SECRET);
    expect(visit.strangers).to.deep.equal([]);
    expect(visit.complaints).to.deep.equal([]);
    expect(azure.asked.slice(0, 3)).to.deep.equal(['POST /tokens/generate', 'POST /conversations', 'POST /conversations/:id/activities']);
  });

  it('draws words, buttons and contacts also where only what Bot Framework itself knows comes through', async () => {
    azure.keepsExtras = false;
    const page = await openChat();
    expect(await ask(page, CLINGY)).to.include('a stage of being clingy');
    await page.getByRole('button', { name: 'Tell me more' }).click();
    expect(await newestReply(page, 'Tell me more')).to.include('Sally Hogg');
    expect(await ask(page, IN_DANGER)).to.include('999');
    await page.locator('a[href="tel:999"]', { hasText: 'Ring 999' }).last().waitFor();
    expect(await page.getByText('Hello. I\'m a computer program').count()).to.equal(1);
    expect(await axeViolations(page)).to.deep.equal([]);
  });

  it('carries on from its watermark when the socket is cut, and when the network goes', async () => {
    const page = await openChat();
    await ask(page, CLINGY);
    azure.cutSockets();
    await ask(page, 'hello');
    await page.context().setOffline(true);
    await write(page, 'thank you');
    await page.locator('.state', { hasText: 'Not sent yet' }).waitFor();
    await page.context().setOffline(false);
    await newestReply(page, 'thank you');
    azure.cutSockets();
    await ask(page, IN_DANGER);
    expect(await page.locator('.said').count()).to.equal(4);
    expect(await page.locator('blockquote').count()).to.equal(1);
    await page.locator('.connection:empty').waitFor({ state: 'attached' });
    expect(azure.asked).to.include('GET /conversations/:id');
  });

  it('shows one answer to a message that was posted again because its answer was lost', async () => {
    const page = await openChat();
    azure.losesAnswers = 2;
    await ask(page, CLINGY);
    const posted = (): number => azure.asked.filter((what) => what === 'POST /conversations/:id/activities').length;
    for (let waited = 0; waited < 80 && posted() < 3; waited += 1) await page.waitForTimeout(100);
    await page.locator('.state').waitFor({ state: 'detached' });
    expect(posted()).to.equal(3);
    expect(await page.locator('blockquote').count()).to.equal(1);
    await page.getByRole('button', { name: 'Tell me more' }).click();
    expect(await newestReply(page, 'Tell me more')).to.include('Sally Hogg');
  });

  it('renews its token with Azure in good time, and stays in the same conversation', async () => {
    azure.tokenSeconds = 2;
    const page = await openChat();
    await ask(page, CLINGY);
    await page.waitForTimeout(1_500);
    await ask(page, 'hello');
    expect(azure.asked).to.include('POST /tokens/refresh');
    expect(azure.asked.filter((what) => what === 'POST /conversations')).to.have.length(1);
  });

  it('begins another conversation, and says so, when Azure knows its token no more, and answers there', async () => {
    const page = await openChat();
    await ask(page, CLINGY);
    azure.expireTokens();
    azure.cutSockets();
    expect(await ask(page, IN_DANGER)).to.include('too old to carry on').and.to.include('999');
    expect(azure.asked.filter((what) => what === 'POST /conversations')).to.have.length(2);
    expect(await page.locator('.said').count()).to.equal(2);
  });

  it('keeps the chat here while Azure gives no token, so that the parent is answered', async () => {
    azure.fails = 503;
    const page = await openChat();
    expect(await ask(page, IN_DANGER)).to.include('999');
    expect(azure.asked).to.deep.equal(['POST /tokens/generate']);
  });

  it('deletes what our store holds of it when the parent leaves', async () => {
    const page = await openChat();
    await page.context().route('https://www.bbc.co.uk/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Weather' }));
    await ask(page, CLINGY);
    const ended: string[] = [];
    page.on('request', (request) => request.url() === `${url}/end` && ended.push(request.postData() ?? ''));
    await page.locator('.exit').click({ noWaitAfter: true });
    await page.waitForURL('https://www.bbc.co.uk/weather');
    const [id = ''] = [...azure.talks.keys()].slice(-1);
    expect(await activitiesStored(ended, id)).to.equal(1);
  });

  /** How many activities our log of a conversation at Azure has: only the computed welcome, when nothing is stored. */
  async function activitiesStored(ended: readonly string[], id: string): Promise<number> {
    azure.fails = 503;
    for (const body of ended.map((text) => new URLSearchParams(text))) {
      const granted = await fetch(`${url}/chat/token`, { method: 'POST', body });
      const { token = '', conversationId } = (await granted.json()) as Readonly<Record<string, string>>;
      if (conversationId !== id) continue;
      const headers = { Authorization: `Bearer ${token}` };
      const answer = await fetch(`${url}/v3/directline/conversations/${id}/activities`, { headers });
      return ((await answer.json()) as { readonly activities: readonly object[] }).activities.length;
    }
    throw new Error(`No token for ${id} was sent to /end.`);
  }
});

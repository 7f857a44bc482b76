import { brotliCompressSync, constants } from 'node:zlib';
import { expect } from 'chai';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';

const LOADER_AT_MOST_BYTES = 2 * 1024;
const UNTIL_FIRST_MESSAGE_AT_MOST_BYTES = 20 * 1024;

describe('what a phone has to fetch', function () {
  this.timeout(30_000);
  const folder = newFolder();
  let started: Started;

  before(async () => {
    started = await start({}, folder);
  });
  after(async () => {
    await started.stop();
    removeFolder(folder);
  });

  const fetched = async (path: string, coding = 'br'): Promise<Response> =>
    fetch(`${started.url}${path}`, { headers: { 'Accept-Encoding': coding } });
  const bytesOf = async (path: string): Promise<number> => Number((await fetched(path)).headers.get('content-length'));
  const chatScript = async (): Promise<string> => /src="(\/chat-\w+\.js)"/.exec(await (await fetched('/chat')).text())?.[1] ?? '';

  it('is at most 2 KB for the script on a charity\'s page', async () => {
    const bytes = await bytesOf('/widget.js');
    expect(bytes).to.be.greaterThan(1_000).and.at.most(LOADER_AT_MOST_BYTES);
  });

  it('is at most 20 KB for everything until the first message', async () => {
    const all = await Promise.all(['/widget.js', '/chat', await chatScript()].map(bytesOf));
    const sum = all.reduce((one, other) => one + other, 0);
    expect(sum).to.be.greaterThan(5_000).and.at.most(UNTIL_FIRST_MESSAGE_AT_MOST_BYTES);
  });

  it('comes in the coding that the browser takes, the same text in each', async () => {
    const plain = await (await fetched('/widget.js', 'identity')).text();
    const best = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    expect(await bytesOf('/widget.js')).to.equal(best.length);
    const answer = await fetched('/widget.js', 'gzip');
    expect(answer.headers.get('content-encoding')).to.equal('gzip');
    expect(await answer.text()).to.equal(plain);
  });

  it('is kept for ever where its address changes with it, and its hash fits', async () => {
    const page = await (await fetched('/')).text();
    const [, path = '', hash = ''] = /(\/widget-\w+\.js)&quot; async integrity=&quot;(sha384-[^&]+)&quot;/.exec(page) ?? [];
    const answer = await fetched(path);
    expect(answer.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    const digest = await crypto.subtle.digest('SHA-384', await answer.arrayBuffer());
    expect(`sha384-${Buffer.from(digest).toString('base64')}`).to.equal(hash);
    expect((await fetched('/widget.js')).headers.get('cache-control')).to.equal('public, max-age=3600');
  });

  it('may be fetched by pages of any site, and tells no cache who asked', async () => {
    const { headers } = await fetched('/widget.js');
    expect(headers.get('cross-origin-resource-policy')).to.equal('cross-origin');
    expect(headers.get('set-cookie')).to.equal(null);
    expect(headers.get('vary')).to.include('Accept-Encoding').and.include('Origin');
  });
});

/**
 * What a server of Direct Line 3.0 must do, as its clients count on it, for any server:
 *
 * `CONFORMANCE_URL=https://talk.example.org/v3/directline npx mocha test/conformance/directLine.test.ts`, and
 * `CONFORMANCE_SECRET` where the server asks for a secret. Without an address it starts this program and asks that.
 */
import { once } from 'node:events';
import { expect } from 'chai';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { type Grant, type Line, lineTo, type SeenActivity } from './line.ts';

const TEXT = 'hello';
const byClient = (id: string) => ({ channelData }: SeenActivity) => channelData?.clientActivityID === id;

describe('Direct Line 3.0', function () {
  this.timeout(30_000);
  const folder = newFolder();
  let started: Started | undefined;
  let line: Line;
  let grant: Grant;
  before(async () => {
    const { CONFORMANCE_URL: address, CONFORMANCE_SECRET: secret } = process.env;
    if (address === undefined) started = await start({}, folder);
    line = lineTo(address ?? `${started?.url ?? ''}/v3/directline`, secret);
  });
  after(async () => {
    await started?.stop();
    removeFolder(folder);
  });
  beforeEach(async () => {
    grant = await line.begin();
  });

  /** Waits for the answer to a message, and gives all that was said until then. */
  const answered = async (echoId: string): Promise<readonly SeenActivity[]> =>
    (await line.pollUntil(grant, (all) => all.some(({ replyToId }) => replyToId === echoId))).activities;

  it('begins a conversation with all that a client needs', () => {
    expect(grant).to.include.keys('conversationId', 'token', 'expires_in', 'streamUrl');
    expect(grant.streamUrl).to.match(/^wss?:\/\//).and.include('t=');
  });

  it('answers 200 to a token that has begun its conversation before, and the same conversation', async () => {
    const { status, body } = await line.call('POST', '/conversations', { token: grant.token, body: {} });
    expect([status, body['conversationId']]).to.deep.equal([200, grant.conversationId]);
  });

  it('refreshes a token for the same conversation', async () => {
    const { status, body } = await line.call('POST', '/tokens/refresh', { token: grant.token });
    expect([status, body['conversationId']]).to.deep.equal([200, grant.conversationId]);
  });

  it('shows a parent’s message before the replies to it, and names it in each', async () => {
    const echoId = await line.post(grant, TEXT, 'm1');
    const ids = (await answered(echoId)).map(({ id, replyToId }) => (replyToId === echoId ? 'reply' : id));
    expect(ids.indexOf(echoId)).to.be.at.least(0);
    expect(ids.indexOf(echoId)).to.be.below(ids.indexOf('reply'));
  });

  it('gives a message its client’s id back, so that the client knows its own', async () => {
    const echoId = await line.post(grant, TEXT, 'my own id');
    expect((await answered(echoId)).filter(byClient('my own id')).map(({ id }) => id)).to.deep.equal([echoId]);
  });

  it('takes a message posted again for the same one, whatever it says now', async () => {
    const first = await line.post(grant, TEXT, 'm1');
    const before = (await answered(first)).length;
    expect(await line.post(grant, 'something else', 'm1')).to.equal(first);
    expect((await line.poll(grant)).activities.length).to.equal(before);
  });

  it('gives with a watermark what came after it, and nothing twice', async () => {
    await answered(await line.post(grant, TEXT, 'm1'));
    const { activities, watermark } = await line.poll(grant);
    expect((await line.poll(grant, watermark)).activities).to.deep.equal([]);
    const second = await line.post(grant, TEXT, 'm2');
    await answered(second);
    const known = new Set(activities.map(({ id }) => id));
    const news = (await line.poll(grant, watermark)).activities;
    expect(news[0]?.id).to.equal(second);
    expect(news.filter(({ id }) => known.has(id))).to.deep.equal([]);
  });

  for (const watermark of ['', '-', '0', '-1', '999999999', 'nonsense', '%00', '../..', 'x'.repeat(5000)]) {
    it(`never fails for the watermark "${watermark.slice(0, 12)}"`, async () => {
      await answered(await line.post(grant, TEXT, 'm1'));
      expect((await line.poll(grant, watermark)).activities).to.be.an('array');
    });
  }

  it('streams what polling gives, with the same ids', async () => {
    const stream = await line.stream(grant.streamUrl);
    const echoId = await line.post(grant, TEXT, 'm1');
    await stream.until((all) => all.some(({ replyToId }) => replyToId === echoId));
    const polled = await answered(echoId);
    await stream.until((all) => all.length >= polled.length);
    const streamed = stream.frames.flatMap(({ activities }) => activities).filter(({ type }) => type === 'message');
    expect(streamed.map(({ id }) => id)).to.deep.equal(polled.map(({ id }) => id));
    stream.socket.terminate();
  });

  it('gives a client that comes back the conversation, and what it missed', async () => {
    const first = await line.stream(grant.streamUrl);
    await answered(await line.post(grant, TEXT, 'm1'));
    await first.until((all) => all.some(byClient('m1')));
    first.socket.terminate();
    const { watermark } = await line.poll(grant);
    const second = await line.post(grant, TEXT, 'm2');

    const path = `/conversations/${grant.conversationId}?watermark=${encodeURIComponent(watermark)}`;
    const { status, body } = await line.call('GET', path, { token: grant.token });
    expect(status).to.equal(200);
    const stream = await line.stream(String(body['streamUrl']));
    await stream.until((all) => all.some(({ replyToId }) => replyToId === second));
    expect(stream.frames.flatMap(({ activities }) => activities)[0]?.id).to.equal(second);
    stream.socket.terminate();
  });

  it('takes an empty frame for a sign of life', async () => {
    const stream = await line.stream(grant.streamUrl);
    stream.socket.send('');
    const echoId = await line.post(grant, TEXT, 'm1');
    await stream.until((all) => all.some(({ replyToId }) => replyToId === echoId));
    expect(stream.socket.readyState).to.equal(stream.socket.OPEN);
    stream.socket.terminate();
  });

  it('opens a stream address without its token for nobody', async () => {
    const bare = new URL(grant.streamUrl);
    bare.searchParams.delete('t');
    await line.stream(bare.href).then(() => expect.fail('it opened'), () => undefined);
  });

  for (const { what, token } of [
    { what: 'no token', token: undefined },
    { what: 'an invented token', token: 'invented' },
    { what: 'a token without a signature', token: 'eyJhbGciOiJub25lIn0.eyJjb252IjoieCJ9.' },
  ]) {
    it(`refuses ${what}, with a code`, async () => {
      const { status, body } = await line.call('GET', `/conversations/${grant.conversationId}/activities`, token === undefined ? {} : { token });
      expect(status).to.be.oneOf([401, 403]);
      expect(body).to.have.nested.property('error.code').that.is.a('string');
    });
  }

  it('refuses one conversation’s token for another, on every operation', async () => {
    const other = await line.begin();
    const path = `/conversations/${other.conversationId}`;
    for (const [method, address] of [['GET', path], ['GET', `${path}/activities`], ['POST', `${path}/activities`]] as const) {
      const body = method === 'POST' ? { body: { type: 'message', from: { id: 'x' }, text: TEXT } } : {};
      expect((await line.call(method, address, { token: grant.token, ...body })).status, `${method} ${address}`).to.equal(403);
    }
  });

  for (const { what, body, statuses } of [
    { what: 'an activity without a type', body: { text: TEXT }, statuses: [400] },
    { what: 'a type that is no text', body: { type: 7, text: TEXT }, statuses: [400] },
    { what: 'no JSON', body: '{"type":', statuses: [400] },
    { what: 'a list', body: '[]', statuses: [400] },
    { what: 'more than 256 K', body: { type: 'message', text: 'x'.repeat(300_000) }, statuses: [413] },
    { what: 'a type nobody knows', body: { type: 'unheard-of' }, statuses: [200, 204] },
    { what: 'fields nobody knows', body: { type: 'message', from: { id: 'x' }, text: TEXT, unheardOf: { of: [1] } }, statuses: [200] },
  ]) {
    it(`answers ${statuses.join(' or ')} to ${what}`, async () => {
      const answer = await line.call('POST', `/conversations/${grant.conversationId}/activities`, { token: grant.token, body });
      expect(answer.status).to.be.oneOf(statuses);
    });
  }

  it('does not let a client speak as the bot', async () => {
    const body = { type: 'message', from: { id: 'bot', role: 'bot' }, text: TEXT, channelData: { clientActivityID: 'm1' } };
    await line.call('POST', `/conversations/${grant.conversationId}/activities`, { token: grant.token, body });
    const { activities } = await line.pollUntil(grant, (all) => all.some(byClient('m1')));
    expect(activities.find(byClient('m1'))).to.not.have.nested.property('from.role', 'bot');
  });

  it('ends a socket with 1007 or 1003 for a frame that is no text', async () => {
    const stream = await line.stream(grant.streamUrl);
    const closed = once(stream.socket, 'close') as Promise<[number]>;
    stream.socket.send(Buffer.from([0xff, 0xfe]), { binary: true });
    expect((await closed)[0]).to.be.oneOf([1003, 1007]);
  });
});

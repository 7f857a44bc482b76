import { expect } from 'chai';
import { closeDoors, listeningRoute, openDoor } from './openDoor.ts';
import { requestText, talk } from './rawClient.ts';

const CHARITY = 'https://charity.example.org';
const allowedOrigins: ReadonlySet<string> = new Set([CHARITY]);
const shared = () => listeningRoute({ crossOrigin: true });
const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' };

describe('a page of another site', () => {
  afterEach(closeDoors);

  it('may read answers when its origin is allowed', async () => {
    const { url } = await openDoor({ routes: [shared().route], allowedOrigins });
    const response = await fetch(`${url}/messages`, { method: 'POST', headers: { origin: CHARITY } });
    expect(response.headers.get('access-control-allow-origin')).to.equal(CHARITY);
    expect(response.headers.get('access-control-allow-credentials')).to.equal(null);
    expect(response.headers.get('vary')).to.equal('Origin');
  });

  it('may read refusals too, so that its client can tell them apart', async () => {
    const { url } = await openDoor({ routes: [shared().route], allowedOrigins });
    const headers = { origin: CHARITY, 'content-type': 'text/plain' };
    const response = await fetch(`${url}/messages`, { method: 'POST', headers, body: 'x' });
    expect(response.status).to.equal(415);
    expect(response.headers.get('access-control-allow-origin')).to.equal(CHARITY);
  });

  for (const origin of [
    'https://evil.example',
    'null',
    'http://charity.example.org',
    'https://charity.example.org:8443',
    'https://charity.example.org.evil.example',
    'https://sub.charity.example.org',
    'https://CHARITY.example.org',
    'https://charity.example.org/',
    'https://xn--charity-9za.example.org',
  ]) {
    it(`gets no leave to read anything when it is ${origin}`, async () => {
      const { url } = await openDoor({ routes: [shared().route], allowedOrigins });
      for (const request of [
        { method: 'POST', headers: { origin } },
        { method: 'OPTIONS', headers: { origin, ...preflight } },
      ]) {
        const { headers } = await fetch(`${url}/messages`, request);
        expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).to.deep.equal([]);
        expect(headers.get('vary')).to.equal('Origin');
      }
    });
  }

  it('is told once for two hours what it may send', async () => {
    const { url } = await openDoor({ routes: [shared().route], allowedOrigins });
    const response = await fetch(`${url}/messages`, { method: 'OPTIONS', headers: { origin: CHARITY, ...preflight } });
    expect(response.status).to.equal(204);
    expect(Object.fromEntries(response.headers)).to.include({
      'access-control-allow-origin': CHARITY,
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
      'access-control-max-age': '7200',
    });
  });

  it('gets no leave for a route that is not shared, and cannot send to it', async () => {
    const { route, reached } = listeningRoute();
    const { url } = await openDoor({ routes: [route], allowedOrigins });
    const asked = await fetch(`${url}/messages`, { method: 'OPTIONS', headers: { origin: CHARITY, ...preflight } });
    expect(asked.headers.get('access-control-allow-origin')).to.equal(null);
    const sent = await fetch(`${url}/messages`, { method: 'POST', headers: { origin: CHARITY } });
    expect(sent.status).to.equal(403);
    expect(reached).to.deep.equal([]);
  });

  it('is not what our own form is, although browsers call its origin null', async () => {
    const { route, reached } = listeningRoute({ takes: 'form' });
    const { url } = await openDoor({ routes: [route] });
    const form = new URLSearchParams({ text: 'hello' });
    expect((await fetch(`${url}/messages`, { method: 'POST', headers: { origin: 'null' }, body: form })).status).to.equal(200);
    expect(reached).to.have.lengthOf(1);
  });
});

describe('our own address', () => {
  afterEach(closeDoors);

  const originSeen = async (publicUrl: string | undefined, headers: readonly string[]): Promise<string | undefined> => {
    const { route, reached } = listeningRoute({ method: 'GET', takes: 'none' });
    const { port } = await openDoor({ routes: [route], ...(publicUrl === undefined ? {} : { publicUrl }) });
    await talk(port, requestText('GET /messages', headers));
    return reached[0]?.origin;
  };

  it('is the operator’s setting where there is one', async () => {
    expect(await originSeen('https://babies.example.org/', ['X-Forwarded-Proto: http'])).to.equal('https://babies.example.org');
  });

  for (const { header, origin } of [
    { header: 'X-Nothing: 1', origin: 'http://bot.example.org' },
    { header: 'X-Forwarded-Proto: https', origin: 'https://bot.example.org' },
    { header: 'X-Forwarded-Proto: https, http', origin: 'https://bot.example.org' },
    { header: 'X-Forwarded-Proto: javascript', origin: 'http://bot.example.org' },
    { header: 'X-Forwarded-Host: evil.example', origin: 'http://bot.example.org' },
  ]) {
    it(`is ${origin} when nothing is set and a request says ${header}`, async () => {
      expect(await originSeen(undefined, [header])).to.equal(origin);
    });
  }

  for (const { what, publicUrl, origin } of [
    { what: 'the setting', publicUrl: 'https://babies.example.org', origin: 'https://babies.example.org' },
    { what: 'the host asked', publicUrl: undefined, origin: 'http://bot.example.org' },
    { what: 'the host asked behind a proxy that ends TLS and says nothing', publicUrl: undefined, origin: 'https://bot.example.org' },
  ]) {
    it(`may always be called from, when it is ${what}`, async () => {
      const { port } = await openDoor({ routes: [shared().route, listeningRoute({ path: '/own' }).route], ...(publicUrl === undefined ? {} : { publicUrl }) });
      const headers = [`Origin: ${origin}`, 'Content-Length: 0'];
      expect((await talk(port, requestText('POST /messages', headers))).text).to.contain(`access-control-allow-origin: ${origin}`);
      expect(await talk(port, requestText('POST /own', headers))).to.include({ status: 200 });
    });
  }
});

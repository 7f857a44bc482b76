import { expect } from 'chai';
import { closeDoors, listeningRoute, openDoor, refusalCode } from './openDoor.ts';
import { requestText, talk } from './rawClient.ts';

const page = () => listeningRoute({ method: 'GET', path: '/chat', takes: 'none', refusals: 'page' });
const activities = () => listeningRoute({ method: 'GET', path: '/conversations/:conversationId/activities', takes: 'none' });

describe('an address', () => {
  afterEach(closeDoors);

  for (const target of ['/unknown', '//chat', '/chat//', '/x/../chat', '/x/%2e%2e/chat', '/./chat', '/..', '/\\chat', '/%5cchat', '/CHAT']) {
    it(`${target} is no other way to write /chat`, async () => {
      const { route, reached } = page();
      const { port } = await openDoor({ routes: [route] });
      expect(await talk(port, requestText(`GET ${target}`))).to.include({ status: 404 });
      expect(reached).to.deep.equal([]);
    });
  }

  it('may end in a slash a parent typed', async () => {
    const { url } = await openDoor({ routes: [page().route] });
    expect((await fetch(`${url}/chat/`)).status).to.equal(200);
  });

  it('gives its named part decoded once, and its query', async () => {
    const { route, reached } = activities();
    const { url } = await openDoor({ routes: [route] });
    await fetch(`${url}/conversations/${encodeURIComponent('a/b %2F ü')}/activities?watermark=1-2&a[__proto__][x]=1#top`);
    expect(reached[0]?.params).to.deep.equal({ conversationId: 'a/b %2F ü' });
    expect([...(reached[0]?.query ?? [])]).to.deep.equal([['watermark', '1-2'], ['a[__proto__][x]', '1']]);
    expect(reached[0]?.path).to.match(/^\/conversations\/.*\/activities$/);
    expect({}).not.to.have.property('x');
  });

  it('cannot name a prototype', async () => {
    const { route, reached } = activities();
    const { url } = await openDoor({ routes: [route] });
    await fetch(`${url}/conversations/__proto__/activities`);
    expect(reached[0]?.params).to.deep.equal({ conversationId: '__proto__' });
  });

  for (const { what, target } of [
    { what: 'with half a %-sequence', target: '/conversations/%e2%8/activities' },
    { what: 'with %-encoded invalid UTF-8', target: '/conversations/%ff/activities' },
    { what: 'of another server', target: 'http://evil.example/chat' },
    { what: 'that is a star', target: '*' },
  ]) {
    it(`${what} gets 400`, async () => {
      const { route, reached } = activities();
      const { port } = await openDoor({ routes: [route] });
      expect(await talk(port, requestText(`GET ${target}`))).to.include({ status: 400 });
      expect(reached).to.deep.equal([]);
    });
  }

  it('with a part of 1,000 characters is nowhere', async () => {
    const { url } = await openDoor({ routes: [activities().route] });
    expect((await fetch(`${url}/conversations/${'x'.repeat(1_000)}/activities`)).status).to.equal(404);
  });

  it('that is unknown says so to a person as a page, to a program as JSON', async () => {
    const { url } = await openDoor();
    const forPeople = await fetch(`${url}/nowhere`, { headers: { accept: 'text/html,*/*' } });
    expect(forPeople.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(await forPeople.text()).to.contain('In danger, ring 999.');
    const forPrograms = await fetch(`${url}/nowhere`);
    expect(forPrograms.status).to.equal(404);
    expect(await refusalCode(forPrograms)).to.equal('NotFound');
  });

  it('never repeats what was asked for', async () => {
    const { url } = await openDoor();
    for (const accept of ['text/html', 'application/json']) {
      const text = await (await fetch(`${url}/canary<script>?canary`, { headers: { accept, 'x-canary': 'canary' } })).text();
      expect(text).not.to.contain('canary');
    }
  });
});

describe('a method', () => {
  afterEach(closeDoors);

  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD']) {
    it(`${method} gets 405 where only POST is taken, with the methods that are`, async () => {
      const { route, reached } = listeningRoute();
      const { url } = await openDoor({ routes: [route] });
      const response = await fetch(`${url}/messages`, { method });
      expect(response.status).to.equal(405);
      expect(response.headers.get('allow')).to.equal('POST, OPTIONS');
      expect(reached).to.deep.equal([]);
    });
  }

  for (const method of ['TRACE', 'PROPFIND', 'CONNECT']) {
    it(`${method} is never taken`, async () => {
      const { route, reached } = listeningRoute();
      const { port } = await openDoor({ routes: [route] });
      expect((await talk(port, requestText(`${method} /messages`))).status).to.be.oneOf([0, 405]);
      expect(reached).to.deep.equal([]);
    });
  }

  it('cannot be overridden by a header, a field or the query', async () => {
    const { route, reached } = listeningRoute({ method: 'DELETE', takes: 'none' });
    const posted = listeningRoute({ takes: 'form' });
    const { url } = await openDoor({ routes: [route, posted.route] });
    const headers = { 'x-http-method-override': 'DELETE', 'x-http-method': 'DELETE', 'x-method-override': 'DELETE' };
    await fetch(`${url}/messages?_method=DELETE`, { method: 'POST', headers, body: new URLSearchParams({ _method: 'DELETE' }) });
    expect(reached).to.deep.equal([]);
    expect(posted.reached).to.have.lengthOf(1);
  });

  it('HEAD is answered as GET without a body', async () => {
    const { port } = await openDoor({ routes: [page().route] });
    const heard = await talk(port, requestText('HEAD /chat', ['Connection: close']), { until: () => false });
    expect(heard.status).to.equal(200);
    expect(heard.text).to.match(/content-length: [1-9]/);
    expect(heard.text).to.match(/\r\n\r\n$/);
  });

  it('OPTIONS tells the methods of a known address and nothing of an unknown one', async () => {
    const { url } = await openDoor({ routes: [page().route] });
    const known = await fetch(`${url}/chat`, { method: 'OPTIONS' });
    expect(known.status).to.equal(204);
    expect(known.headers.get('allow')).to.equal('GET, HEAD, OPTIONS');
    expect((await fetch(`${url}/nowhere`, { method: 'OPTIONS' })).status).to.equal(404);
  });
});

describe('the headers of a request', () => {
  afterEach(closeDoors);

  for (const host of ['', '[', '[::', 'a b', 'evil.example/path', 'user@evil.example', '1.2.3.999', 'a:99999', 'ü.example', "x' onload='", '..']) {
    it(`with the host "${host}" get 400`, async () => {
      const { port } = await openDoor();
      expect(await talk(port, `GET /livez HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).to.include({ status: 400 });
    });
  }

  for (const host of ['localhost', '127.0.0.1:3978', '[::1]:3978', 'bot.example.org', 'my_service:80']) {
    it(`may name the host ${host}`, async () => {
      const { port } = await openDoor();
      expect(await talk(port, `GET /livez HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).to.include({ status: 200 });
    });
  }

  it('without a host, or with two, get 400', async () => {
    const { port } = await openDoor();
    expect(await talk(port, 'GET /livez HTTP/1.1\r\n\r\n')).to.include({ status: 400 });
    expect(await talk(port, requestText('GET /livez', ['Host: evil.example']))).to.include({ status: 400 });
  });

  it('that are a flood get 431 in JSON', async () => {
    const { port } = await openDoor();
    const lines = Array.from({ length: 200 }, (_, index) => `X-H${index}: 1`);
    const many = await talk(port, requestText('GET /livez', lines));
    const long = await talk(port, requestText('GET /livez', [`X-Long: ${'x'.repeat(40_000)}`]));
    for (const heard of [many, long]) {
      expect(heard).to.include({ status: 431 });
      expect(heard.text).to.contain('"code":"TooManyHeaders"');
    }
  });

  it('that are no HTTP get 400 in JSON', async () => {
    const { port } = await openDoor();
    for (const nonsense of ['NONSENSE\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 'GET /\x00 HTTP/1.1\r\n\r\n']) {
      const heard = await talk(port, nonsense);
      expect(heard).to.include({ status: 400 });
      expect(heard.text).to.contain('"code":"BadArgument"');
    }
  });

  it('of requests sent in one go are answered one by one, in order', async () => {
    const { route } = listeningRoute({ takes: 'none', path: '/:name', handle: async ({ params }) => ({ status: 200, body: params }) });
    const { port } = await openDoor({ routes: [route] });
    const names = Array.from({ length: 20 }, (_, index) => `n${index}-`);
    const all = names.map((name) => requestText(`POST /${name}`, ['Content-Length: 1'], 'x')).join('');
    const heard = await talk(port, all, { until: (text) => text.includes('n19-"}') });
    expect([...heard.text.matchAll(/"name":"(n\d+-)"/g)].map((match) => match[1])).to.deep.equal(names);
  });
});

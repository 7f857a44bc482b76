import { expect } from 'chai';
import type { LogEvent } from '../../../common/log.ts';
import { AppError } from '../../../common/errors.ts';
import { closeDoors, listeningRoute, openDoor, refusalCode } from './openDoor.ts';

const get = { method: 'GET', path: '/chat', takes: 'none' } as const;
const throwing = (thrown: unknown, refusals: 'json' | 'page' = 'json') =>
  listeningRoute({ ...get, refusals, handle: async () => { throw thrown; } }).route;

describe('an answer', () => {
  afterEach(closeDoors);

  it('is never stored, sniffed, framed or referred from, whatever it is', async () => {
    const { url } = await openDoor({ routes: [listeningRoute(get).route] });
    for (const path of ['/chat', '/nowhere', '/livez', '/readyz']) {
      const response = await fetch(url + path);
      expect(Object.fromEntries(response.headers)).to.include({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(response.headers.get('server')).to.equal(null);
      expect(response.headers.get('set-cookie')).to.equal(null);
    }
  });

  it('may bring headers of its own in place of ours', async () => {
    const own = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'self'", 'Cache-Control': 'max-age=60' };
    const { route } = listeningRoute({ ...get, handle: () => ({ status: 200, headers: own, body: '<p>Hello' }) });
    const { url } = await openDoor({ routes: [route] });
    const response = await fetch(`${url}/chat`);
    expect(await response.text()).to.equal('<p>Hello');
    expect(Object.fromEntries(response.headers)).to.include({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'self'",
      'cache-control': 'max-age=60',
    });
  });

  it('asks browsers to keep to https where the operator’s address is https', async () => {
    const { url } = await openDoor({ publicUrl: 'https://babies.example.org' });
    expect((await fetch(`${url}/livez`)).headers.get('strict-transport-security')).to.equal('max-age=31536000');
  });

  it('of text without a type is plain text', async () => {
    const { route } = listeningRoute({ ...get, handle: () => ({ status: 200, body: '<script>' }) });
    const { url } = await openDoor({ routes: [route] });
    expect((await fetch(`${url}/chat`)).headers.get('content-type')).to.equal('text/plain; charset=utf-8');
  });

  it('may have no body', async () => {
    const { route } = listeningRoute({ ...get, handle: () => ({ status: 303, headers: { Location: '/' } }) });
    const { url } = await openDoor({ routes: [route] });
    const response = await fetch(`${url}/chat`, { redirect: 'manual' });
    expect(response.status).to.equal(303);
    expect(response.headers.get('content-length')).to.equal('0');
  });
});

describe('a route that fails', () => {
  afterEach(closeDoors);

  const circular: { self?: unknown } = {};
  circular.self = circular;

  for (const { what, route, code } of [
    { what: 'by throwing at once', route: listeningRoute({ ...get, handle: () => { throw new AppError('STORE_GONE', 'canary'); } }).route, code: 'STORE_GONE' },
    { what: 'by rejecting', route: throwing(new Error('canary')), code: 'UNKNOWN' },
    { what: 'by throwing what is no error', route: throwing('canary'), code: 'UNKNOWN' },
    { what: 'with an answer that is no JSON', route: listeningRoute({ ...get, handle: () => ({ status: 200, body: circular }) }).route, code: 'UNKNOWN' },
    { what: 'with a header that holds a line break', route: listeningRoute({ ...get, handle: () => ({ status: 200, headers: { 'x-a': 'canary\r\nx-b: 1' } }) }).route, code: 'ERR_INVALID_CHAR' },
  ]) {
    it(`${what} becomes a 500 without detail, a code in the log, and the next request is answered`, async () => {
      const events: LogEvent[] = [];
      const { url } = await openDoor({ routes: [route], log: (event) => events.push(event) });
      const response = await fetch(`${url}/chat`);
      expect(response.status).to.equal(500);
      const text = await response.clone().text();
      expect(text).not.to.contain('canary');
      expect(await refusalCode(response)).to.equal('ServiceError');
      expect(events).to.deep.equal([{ event: 'http-fault', code, status: 500, label: '/chat' }]);
      expect((await fetch(`${url}/livez`)).status).to.equal(200);
    });
  }

  it('shows a person a page that says where help is, which a charity’s site may frame', async () => {
    const { url } = await openDoor({ routes: [throwing(new Error('x'), 'page')], allowedOrigins: new Set(['https://charity.example.org']) });
    const response = await fetch(`${url}/chat`);
    expect(response.status).to.equal(500);
    expect(response.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).to.contain("frame-ancestors 'self' https://charity.example.org");
    expect(await response.text()).to.contain('In danger, ring 999.');
  });
});

describe('the health of the program', () => {
  afterEach(closeDoors);

  it('is told at /livez and /readyz', async () => {
    const { url } = await openDoor({ readiness: async () => ({ ready: true, reasons: ['not yet clinically reviewed'] }) });
    expect(await (await fetch(`${url}/livez`)).json()).to.deep.equal({ live: true });
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).to.equal(200);
    expect(await ready.json()).to.deep.equal({ ready: true, reasons: ['not yet clinically reviewed'] });
  });

  it('is 503 with reasons when it is not ready, and still live', async () => {
    const { url } = await openDoor({ readiness: () => ({ ready: false, reasons: ['STORE_GONE'] }) });
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.equal({ ready: false, reasons: ['STORE_GONE'] });
    expect((await fetch(`${url}/livez`)).status).to.equal(200);
  });

  it('is 503 with a code when it cannot be told', async () => {
    const { url } = await openDoor({ readiness: () => Promise.reject(new AppError('STORE_GONE', 'canary')) });
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.equal({ ready: false, reasons: ['STORE_GONE'] });
  });
});

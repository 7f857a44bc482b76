import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { closeDoors, listeningRoute, openDoor } from './openDoor.ts';
import { requestText, talk, untilClosed } from './rawClient.ts';

/** Sends one byte after another, so that the connection is never silent. */
function trickle(first: string, byte: string, everyMs: number) {
  return (socket: Socket): void => {
    socket.write(first);
    const timer = setInterval(() => socket.write(byte), everyMs);
    socket.once('close', () => clearInterval(timer));
  };
}

const HALF_BODY = requestText('POST /messages', ['Content-Type: application/json', 'Content-Length: 60000'], '"');

describe('a slow client', () => {
  afterEach(closeDoors);

  it('gets 5 s for its headers and 10 s for its request, trickling or silent', async function () {
    this.timeout(20_000);
    const { route, reached } = listeningRoute();
    const { port } = await openDoor({ routes: [route] });
    const listen = { until: untilClosed, waitMs: 14_000 };
    const [silent, headers, body] = await Promise.all([
      talk(port, '', listen),
      talk(port, trickle('GET /livez HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'x', 100), listen),
      talk(port, trickle(HALF_BODY, 'x', 100), listen),
    ]);
    for (const { heard, seconds } of [
      { heard: silent, seconds: 5 },
      { heard: headers, seconds: 5 },
      { heard: body, seconds: 10 },
    ]) {
      expect(heard.closed).to.equal(true);
      expect(heard.afterMs).to.be.within(seconds * 1_000 - 50, seconds * 1_000 + 1_500);
    }
    expect(headers.text).to.contain('"code":"RequestTimeout"');
    expect(body).to.include({ status: 408 });
    expect(body.text).to.contain('x-content-type-options: nosniff');
    expect(reached).to.deep.equal([]);
  });

  it('does not keep others waiting, however many there are', async () => {
    const { route } = listeningRoute();
    const { port, url } = await openDoor({ routes: [route], limits: { headersMs: 1_000, requestMs: 1_500 } });
    const slow = Array.from({ length: 300 }, () => talk(port, HALF_BODY, { until: untilClosed, waitMs: 5_000 }));
    const start = performance.now();
    const response = await fetch(`${url}/livez`);
    expect(response.status).to.equal(200);
    expect(performance.now() - start).to.be.lessThan(1_000);
    const statuses = new Set((await Promise.all(slow)).map(({ status }) => status));
    expect([...statuses]).to.deep.equal([408]);
  });

  it('is not one that thinks between two requests', async () => {
    const { url } = await openDoor({ limits: { headersMs: 200, requestMs: 400 } });
    const { port } = new URL(url);
    const ask = requestText('GET /livez');
    const heard = await talk(
      Number(port),
      (socket) => {
        socket.write(ask);
        setTimeout(() => socket.write(ask), 1_200);
      },
      { until: (text) => text.split('HTTP/1.1 200').length === 3, waitMs: 3_000 },
    );
    expect(heard.text.split('HTTP/1.1 200')).to.have.lengthOf(3);
  });

  for (const { what, first } of [
    { what: 'with a body', first: requestText('POST /messages', ['Content-Length: 2'], '{}') },
    { what: 'without a body', first: requestText('DELETE /messages') },
  ]) {
    it(`whose second request is broken gets the answer to the first ${what}, and no refusal in its place`, async () => {
      const slowly = async () => {
        await wait(100);
        return { status: 200, body: { first: true } };
      };
      const routes = (['POST', 'DELETE'] as const).map((method) => listeningRoute({ method, takes: 'none', handle: slowly }).route);
      const { port } = await openDoor({ routes });
      const heard = await talk(port, `${first}NONSENSE\r\n\r\n`, { until: untilClosed });
      expect(heard).to.include({ status: 200, closed: true });
      expect(heard.text).to.contain('{"first":true}').and.not.to.contain('400');
    });
  }

  it('that hangs up in the middle of its body leaves nothing behind', async () => {
    const { route, reached } = listeningRoute();
    const { port, url } = await openDoor({ routes: [route] });
    await Promise.all(Array.from({ length: 50 }, () => talk(port, HALF_BODY, { waitMs: 50 })));
    expect((await fetch(`${url}/livez`)).status).to.equal(200);
    expect(reached).to.deep.equal([]);
  });
});

import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { UpgradeRequest, UpgradeRoute } from '../../../channels/http/route.ts';
import { closeDoors, listeningRoute, openDoor } from './openDoor.ts';
import { requestText, talk, untilClosed } from './rawClient.ts';

const WEBSOCKET = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
const accept = createHash('sha1').update('dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');

function streamRoute(handle?: (request: UpgradeRequest) => void): { route: UpgradeRoute; reached: UpgradeRequest[] } {
  const reached: UpgradeRequest[] = [];
  const route: UpgradeRoute = {
    path: '/conversations/:conversationId/stream',
    handle: (request) => {
      reached.push(request);
      (handle ?? greet)(request);
    },
  };
  return { route, reached };
}

function greet({ socket }: UpgradeRequest): void {
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
}

describe('a WebSocket request', () => {
  afterEach(closeDoors);

  it('is handed to the route of its address with its named part and query', async () => {
    const { route, reached } = streamRoute();
    const { port } = await openDoor({ upgrades: [route], limits: { drainMs: 100 } });
    const heard = await talk(port, requestText('GET /conversations/a%20b/stream?t=token', WEBSOCKET));
    expect(heard.status).to.equal(101);
    expect(reached[0]?.params).to.deep.equal({ conversationId: 'a b' });
    expect(reached[0]?.query.get('t')).to.equal('token');
  });

  for (const { target, status } of [
    { target: '/nowhere', status: 404 },
    { target: '/conversations//stream', status: 404 },
    { target: '/conversations/a/b/stream', status: 404 },
    { target: '/conversations/../stream', status: 404 },
    { target: '/conversations/%ff/stream', status: 400 },
    { target: '/livez', status: 404 },
  ]) {
    it(`to ${target} gets ${status} and is closed`, async () => {
      const { route, reached } = streamRoute();
      const { port } = await openDoor({ upgrades: [route] });
      const heard = await talk(port, requestText(`GET ${target}`, WEBSOCKET), { until: untilClosed });
      expect(heard).to.include({ status, closed: true });
      expect(heard.text).to.contain('{"error":{"code":');
      expect(reached).to.deep.equal([]);
    });
  }

  it('that its route leaves without an answer is cut', async () => {
    const { route } = streamRoute(() => undefined);
    const { port } = await openDoor({ upgrades: [route], limits: { upgradeMs: 200 } });
    const heard = await talk(port, requestText('GET /conversations/a/stream', WEBSOCKET), { until: untilClosed });
    expect(heard).to.include({ status: 0, closed: true });
    expect(heard.afterMs).to.be.within(190, 1_000);
  });

  it('that was answered stays open beyond that limit', async () => {
    const { route } = streamRoute();
    const limits = { upgradeMs: 100, headersMs: 100, requestMs: 200, drainMs: 100 };
    const { port } = await openDoor({ upgrades: [route], limits });
    const ask = requestText('GET /conversations/a/stream', WEBSOCKET);
    const heard = await talk(port, ask, { until: untilClosed, waitMs: 1_500 });
    expect(heard).to.include({ status: 101, closed: false });
  });

  it('whose route throws is closed, and the program lives', async () => {
    const { route } = streamRoute(() => {
      throw new Error('canary');
    });
    const { port, url } = await openDoor({ upgrades: [route] });
    const heard = await talk(port, requestText('GET /conversations/a/stream', WEBSOCKET), { until: untilClosed });
    expect(heard).to.include({ status: 0, closed: true });
    expect((await fetch(`${url}/livez`)).status).to.equal(200);
  });

  it('whose caller resets the connection does not end the program', async () => {
    const { route, reached } = streamRoute();
    const { port, url } = await openDoor({ upgrades: [route] });
    await talk(port, (socket) => {
      socket.write(requestText('GET /conversations/a/stream', WEBSOCKET));
      socket.once('data', () => socket.resetAndDestroy());
    }, { until: untilClosed });
    const socket = reached[0]?.socket;
    socket?.write('x');
    expect((await fetch(`${url}/livez`)).status).to.equal(200);
  });

  for (const upgrade of ['Upgrade: h2c', 'Upgrade: TLS/1.0']) {
    it(`is not what a request with ${upgrade} is: that is answered as usual`, async () => {
      const headers = ['Connection: Upgrade', upgrade];
      const { route } = listeningRoute({ takes: 'none' });
      const { port } = await openDoor({ routes: [route] });
      expect(await talk(port, requestText('GET /livez', headers))).to.include({ status: 200 });
      expect(await talk(port, requestText('POST /messages', [...headers, 'Content-Length: 2'], '{}'))).to.include({ status: 200 });
    });
  }
});

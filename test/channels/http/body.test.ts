import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { closeDoors, listeningRoute, openDoor, refusalCode } from './openDoor.ts';
import { requestText, talk, untilClosed } from './rawClient.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const bytes = (...values: number[]): Buffer => Buffer.from(values);
const quoted = (inside: Buffer): Buffer => Buffer.concat([Buffer.from('{"text":"'), inside, Buffer.from('"}')]);

describe('a body at the door', () => {
  afterEach(closeDoors);

  for (const { what, headers, body, status, code } of [
    { what: 'announced as gzip', headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync('{}'), status: 415, code: 'UnsupportedMediaType' },
    { what: 'announced as identity, then gzip', headers: { ...JSON_TYPE, 'content-encoding': 'identity, gzip' }, body: gzipSync('{}'), status: 415, code: 'UnsupportedMediaType' },
    { what: 'of files', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--', status: 415, code: 'UnsupportedMediaType' },
    { what: 'of plain text', headers: { 'content-type': 'text/plain' }, body: '{}', status: 415, code: 'UnsupportedMediaType' },
    { what: 'without a type', headers: { 'content-type': '' }, body: '{}', status: 415, code: 'UnsupportedMediaType' },
    { what: 'of JSON in UTF-16', headers: { 'content-type': 'application/json; charset=utf-16' }, body: '{}', status: 415, code: 'UnsupportedMediaType' },
    { what: 'of JSON with two charsets', headers: { 'content-type': 'application/json; charset=utf-8; charset=latin1' }, body: '{}', status: 415, code: 'UnsupportedMediaType' },
    { what: 'with an overlong encoding', headers: JSON_TYPE, body: quoted(bytes(0xc0, 0x80)), status: 400, code: 'BadArgument' },
    { what: 'with the byte FF', headers: JSON_TYPE, body: quoted(bytes(0xff)), status: 400, code: 'BadArgument' },
    { what: 'with half a character', headers: JSON_TYPE, body: quoted(bytes(0xe2, 0x82)), status: 400, code: 'BadArgument' },
    { what: 'with an encoded surrogate', headers: JSON_TYPE, body: quoted(bytes(0xed, 0xa0, 0x80)), status: 400, code: 'BadArgument' },
    { what: 'that is UTF-16 called UTF-8', headers: JSON_TYPE, body: Buffer.from('{"a":1}', 'utf16le'), status: 400, code: 'BadArgument' },
    { what: 'with a byte order mark', headers: JSON_TYPE, body: '\uFEFF{}', status: 400, code: 'BadArgument' },
    { what: 'that is no JSON', headers: JSON_TYPE, body: '{', status: 400, code: 'BadArgument' },
    { what: 'nested 10,000 deep', headers: JSON_TYPE, body: '['.repeat(10_000), status: 400, code: 'BadArgument' },
    { what: 'one byte too long', headers: JSON_TYPE, body: `"${'x'.repeat(65_535)}"`, status: 413, code: 'MessageSizeTooBig' },
  ]) {
    it(`${what} gets ${status} and reaches nobody`, async () => {
      const { route, reached } = listeningRoute();
      const { url } = await openDoor({ routes: [route] });
      const response = await fetch(`${url}/messages`, { method: 'POST', headers, body: Uint8Array.from(Buffer.from(body)) });
      expect(response.status).to.equal(status);
      expect(await refusalCode(response)).to.equal(code);
      expect(reached).to.deep.equal([]);
    });
  }

  for (const type of ['application/json', 'Application/JSON; Charset=UTF-8', 'application/json;charset="utf-8"']) {
    it(`of the type ${type} is read`, async () => {
      const { route, reached } = listeningRoute();
      const { url } = await openDoor({ routes: [route] });
      const body = '{"text":"my baby 😭 won’t settle","lone":"\\ud83d"}';
      const response = await fetch(`${url}/messages`, { method: 'POST', headers: { 'content-type': type }, body });
      expect(response.status).to.equal(200);
      expect(reached[0]?.body).to.deep.equal({ text: 'my baby 😭 won’t settle', lone: '\ud83d' });
    });
  }

  it('of exactly the limit is read', async () => {
    const { route, reached } = listeningRoute();
    const { url } = await openDoor({ routes: [route] });
    const body = `"${'x'.repeat(65_534)}"`;
    await fetch(`${url}/messages`, { method: 'POST', headers: JSON_TYPE, body });
    expect(reached[0]?.body).to.have.lengthOf(65_534);
  });

  it('may be empty and without a type, as Direct Line clients send it', async () => {
    const { route, reached } = listeningRoute();
    const { url } = await openDoor({ routes: [route] });
    const response = await fetch(`${url}/messages`, { method: 'POST' });
    expect(response.status).to.equal(200);
    expect(reached[0]?.body).to.equal(undefined);
  });

  it('of a form becomes its fields', async () => {
    const { route, reached } = listeningRoute({ takes: 'form' });
    const { url } = await openDoor({ routes: [route] });
    await fetch(`${url}/messages`, { method: 'POST', body: new URLSearchParams({ text: 'won’t sleep & cries', __proto__x: '1' }) });
    expect(reached[0]?.body).to.be.instanceOf(URLSearchParams);
    expect(String(reached[0]?.body)).to.equal('text=won%E2%80%99t+sleep+%26+cries&__proto__x=1');
  });

  for (const { what, body } of [
    { what: 'a %-sequence that is no UTF-8', body: 'text=%ff' },
    { what: 'half a %-sequence', body: 'text=%e2%8' },
    { what: 'too many fields', body: 'a=1&'.repeat(201) },
  ]) {
    it(`of a form with ${what} gets 400`, async () => {
      const { route, reached } = listeningRoute({ takes: 'form' });
      const { url } = await openDoor({ routes: [route] });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetch(`${url}/messages`, { method: 'POST', headers, body });
      expect(response.status).to.equal(400);
      expect(reached).to.deep.equal([]);
    });
  }

  it('is thrown away unread by type where the route takes none, within the limit', async () => {
    const { route, reached } = listeningRoute({ takes: 'none', maxBodyBytes: 100 });
    const { url } = await openDoor({ routes: [route] });
    const post = (body: string) => fetch(`${url}/messages`, { method: 'POST', headers: { 'content-type': 'image/png' }, body });
    expect((await post('x'.repeat(100))).status).to.equal(200);
    expect(reached[0]?.body).to.equal(undefined);
    expect((await post('x'.repeat(101))).status).to.equal(413);
  });

  it('that says it is too long is refused before a byte of it comes, and the connection closes', async () => {
    const { route } = listeningRoute();
    const { port } = await openDoor({ routes: [route] });
    const headers = ['Content-Type: application/json', 'Content-Length: 1000000000'];
    const heard = await talk(port, requestText('POST /messages', headers), { until: untilClosed });
    expect(heard).to.include({ status: 413, closed: true });
  });

  it('that grows too long in pieces is refused and not read on', async () => {
    const { route, reached } = listeningRoute();
    const { port } = await openDoor({ routes: [route] });
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    const head = requestText('POST /messages', ['Content-Type: application/json', 'Transfer-Encoding: chunked']);
    let written = 0;
    const heard = await talk(
      port,
      (socket) => {
        socket.write(head);
        const pump = (): void => {
          while (written < 500 && !socket.destroyed && socket.write(chunk)) written += 1;
        };
        socket.on('drain', pump);
        pump();
      },
      { until: untilClosed },
    );
    expect(heard).to.include({ status: 413, closed: true });
    // 500 pieces are 32 MB; the buffers of both ends hold a few of them.
    expect(written).to.be.lessThan(400);
    expect(reached).to.deep.equal([]);
  });

  it('is asked for only when it would be read', async () => {
    const { route } = listeningRoute();
    const { port } = await openDoor({ routes: [route] });
    const ask = (length: number) =>
      requestText('POST /messages', ['Content-Type: application/json', 'Expect: 100-continue', `Content-Length: ${length}`]);
    expect((await talk(port, ask(2))).status).to.equal(100);
    expect((await talk(port, ask(70_000))).status).to.equal(413);
  });

  it('with both a length and chunks is refused, because proxies disagree where it ends', async () => {
    const { route, reached } = listeningRoute();
    const { port } = await openDoor({ routes: [route] });
    const headers = ['Content-Type: application/json', 'Content-Length: 5', 'Transfer-Encoding: chunked'];
    const heard = await talk(port, requestText('POST /messages', headers, '0\r\n\r\nGET /livez HTTP/1.1\r\n\r\n'), { until: untilClosed });
    expect(heard).to.include({ status: 400, closed: true });
    expect(heard.text).to.contain('"code":"BadArgument"');
    expect(reached).to.deep.equal([]);
  });
});

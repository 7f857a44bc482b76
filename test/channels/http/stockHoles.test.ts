import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { requestText, talk } from './rawClient.ts';
import type { Heard } from './rawClient.ts';

type Kind = 'stock' | 'ours';

/** A body of 100 KB that inflates to 100 MB. */
const BOMB = gzipSync(Buffer.alloc(100_000_000));

const MULTIPART = '--x\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nhello\r\n--x--\r\n';

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly tempFolder: string;
}

const running: Running[] = [];

async function start(kind: Kind): Promise<Running> {
  const tempFolder = mkdtempSync(join(tmpdir(), 'door-'));
  const file = join(import.meta.dirname, 'serverProcess.ts');
  const child = fork(file, [kind], { env: { ...process.env, TMPDIR: tempFolder }, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const started = { child, port: await numberFrom(child, 'port'), tempFolder };
  running.push(started);
  return started;
}

async function numberFrom(child: ChildProcess, field: string): Promise<number> {
  const [message] = (await once(child, 'message')) as unknown[];
  const value = typeof message === 'object' && message !== null ? Object.entries(message).find(([name]) => name === field) : undefined;
  return Number(value?.[1]);
}

async function peakMib({ child }: Running): Promise<number> {
  const answer = numberFrom(child, 'peakKib');
  child.send('how large were you?');
  return (await answer) / 1024;
}

function post(port: number, headers: readonly string[], body: string | Buffer): Promise<Heard> {
  const all = [...headers, `Content-Length: ${Buffer.byteLength(body)}`];
  return talk(port, Buffer.concat([Buffer.from(requestText('POST /messages', all)), Buffer.from(body)]), { waitMs: 8_000 });
}

const json = (...more: string[]): string[] => ['Content-Type: application/json', ...more];

async function dies({ child }: Running): Promise<boolean> {
  if (child.exitCode !== null) return true;
  return Promise.race([once(child, 'exit').then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 500, false))]);
}

describe('a hole of the stock body parser, and the same at our door', function () {
  this.timeout(20_000);

  afterEach(async () => {
    for (const { child, tempFolder } of running.splice(0)) {
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      rmSync(tempFolder, { recursive: true });
    }
  });

  it('is one plain body announced as gzip: it kills the stock server, ours says 415 and lives', async () => {
    const [stock, ours] = await Promise.all([start('stock'), start('ours')]);
    expect(await post(stock.port, json('Content-Encoding: gzip'), '{"text":"hello"}')).to.include({ status: 0 });
    expect(await dies(stock)).to.equal(true);

    expect(await post(ours.port, json('Content-Encoding: gzip'), '{"text":"hello"}')).to.include({ status: 415 });
    expect(await dies(ours)).to.equal(false);
    expect(await post(ours.port, json(), '{"text":"hello"}')).to.include({ status: 200 });
  });

  it('is a Host header that is no host: it kills the stock server, ours says 400 and lives', async () => {
    const [stock, ours] = await Promise.all([start('stock'), start('ours')]);
    await talk(stock.port, 'GET / HTTP/1.1\r\nHost: [\r\n\r\n');
    expect(await dies(stock)).to.equal(true);

    expect(await talk(ours.port, 'GET / HTTP/1.1\r\nHost: [\r\n\r\n')).to.include({ status: 400 });
    expect(await dies(ours)).to.equal(false);
  });

  it('is a small body that inflates a thousandfold: stock memory swells, ours does not', async () => {
    const [stock, ours] = await Promise.all([start('stock'), start('ours')]);
    const swelling = async (server: Running, status: number): Promise<number> => {
      for (let times = 0; times < 20; times++) await post(server.port, json(), '{"text":"hello"}');
      const before = await peakMib(server);
      // The stock parser then finds that 100 MB of zeros are no JSON; the harm is done by then.
      expect(await post(server.port, json('Content-Encoding: gzip'), BOMB)).to.include({ status });
      return (await peakMib(server)) - before;
    };
    expect(BOMB.length).to.be.lessThan(110_000);
    expect(await swelling(stock, 400)).to.be.greaterThan(150);
    expect(await swelling(ours, 415)).to.be.lessThan(5);
  });

  it('is a file sent by a stranger: stock leaves it in the temporary folder, ours says 415 and writes nothing', async () => {
    const [stock, ours] = await Promise.all([start('stock'), start('ours')]);
    const sent = ['Content-Type: multipart/form-data; boundary=x'];
    await post(stock.port, sent, MULTIPART);
    expect(readdirSync(stock.tempFolder)).to.have.lengthOf(1);

    expect(await post(ours.port, sent, MULTIPART)).to.include({ status: 415 });
    expect(readdirSync(ours.tempFolder)).to.deep.equal([]);
  });

  for (const { what, body, status } of [
    { what: 'a body of 5 MB', body: `"${'x'.repeat(5_000_000)}"`, status: 413 },
    { what: 'invalid UTF-8', body: Buffer.from([0x22, 0xc0, 0x80, 0xff, 0x22]), status: 400 },
    { what: 'JSON 30,000 levels deep', body: '['.repeat(30_000) + ']'.repeat(30_000), status: 400 },
    { what: 'JSON with 5,000 keys', body: JSON.stringify(Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`k${n}`, n]))), status: 400 },
  ]) {
    it(`is ${what}: stock takes it, ours says ${status}`, async () => {
      const [stock, ours] = await Promise.all([start('stock'), start('ours')]);
      expect(await post(stock.port, json(), body)).to.include({ status: 200 });
      expect(await post(ours.port, json(), body)).to.include({ status });
    });
  }

  it('is a WebSocket request to nowhere: stock leaves the caller hanging, ours says 404 and closes', async () => {
    const [stock, ours] = await Promise.all([start('stock'), start('ours')]);
    const upgrade = requestText('GET /nowhere', ['Connection: Upgrade', 'Upgrade: websocket']);
    expect(await talk(stock.port, upgrade, { waitMs: 1_000 })).to.include({ status: 0, closed: false });
    expect(await talk(ours.port, upgrade, { until: () => false })).to.include({ status: 404, closed: true });
  });

  it('is its name on every answer: ours does not say what it is built with', async () => {
    const [stock, ours] = await Promise.all([start('stock'), start('ours')]);
    expect((await post(stock.port, json(), '{}')).text).to.match(/^server: restify/im);
    expect((await post(ours.port, json(), '{}')).text).not.to.match(/^(server|x-powered-by):/im);
  });
});

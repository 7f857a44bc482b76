import { createRequire } from 'node:module';
import { ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import type { Activity, DirectLineOptions, Message } from 'botframework-directlinejs';
import { expect } from 'chai';
import type { TokenGrant } from '../../../channels/directLine/protocol.ts';
import { comeBack, call, eventually, openDirectLine } from './openDirectLine.ts';
import type { OpenDirectLine } from './openDirectLine.ts';

const SECRET = 'a-secret-of-the-operator';

/** Stock clients wait 3 to 15 seconds before they come back, by chance. Chance is fixed here at 3. */
const RECONNECTS_WITHIN_MS = 10_000;

/** A stock client and everything it showed. */
interface Client {
  readonly directLine: DirectLine;
  readonly shown: Activity[];
  readonly texts: () => (string | undefined)[];
  readonly statuses: ConnectionStatus[];
  say(text: string): Promise<string>;
  end(): void;
}

describe('a stock client (botframework-directlinejs)', function () {
  this.timeout(40_000);
  let line: OpenDirectLine;
  let clients: Client[];

  before(() => {
    const XMLHttpRequest: unknown = createRequire(import.meta.url)('xhr2');
    Object.assign(globalThis, { XMLHttpRequest });
  });
  after(() => Reflect.deleteProperty(globalThis, 'XMLHttpRequest'));

  beforeEach(async () => {
    line = await openDirectLine();
    clients = [];
  });
  afterEach(async () => {
    clients.forEach((client) => client.end());
    await line.close();
  });

  function connect(options: DirectLineOptions): Client {
    const client = clientOf(line, options);
    clients.push(client);
    return client;
  }
  async function token(): Promise<string> {
    return (await call<TokenGrant>(line, '/tokens/generate')).body.token;
  }
  async function startAgain(): Promise<void> {
    const { bot, clock, keys, port } = line;
    await line.close();
    line = await openDirectLine({ bot, clock, keys, port });
  }

  for (const { way, options } of [
    { way: 'WebSocket', options: { webSocket: true } },
    { way: 'polling', options: { webSocket: false, pollingInterval: 200 } },
  ]) {
    it(`talks by ${way} with a token: welcome, echo, reply`, async () => {
      const client = connect({ ...options, token: await token() });
      await eventually(() => client.texts().length === 1);
      const id = await client.say('hello');
      await eventually(() => client.texts().length === 3);
      expect(client.texts()).to.deep.equal(['welcome', 'hello', 'heard: hello']);
      expect(client.shown[1]).to.deep.include({ id, channelData: { clientActivityID: 'client-hello' } });
      expect(client.statuses.at(-1)).to.equal(ConnectionStatus.Online);
    });

    it(`talks by ${way} with a secret`, async () => {
      await line.close();
      line = await openDirectLine({ secret: SECRET });
      const client = connect({ ...options, secret: SECRET });
      await eventually(() => client.texts().length === 1);
      await client.say('hello');
      await eventually(() => client.texts().length === 3);
      expect(client.texts()).to.deep.equal(['welcome', 'hello', 'heard: hello']);
    });

    it(`takes ${way} up again in another page, from the start`, async () => {
      const first = connect({ ...options, token: await token() });
      await eventually(() => first.texts().length === 1);
      await first.say('hello');
      await eventually(() => first.texts().length === 3);
      const conversationId = first.shown[0]?.conversation?.id ?? '';
      const fresh = await line.tokens.issue({ conversationId, use: 'directline' });
      const second = connect({ ...options, token: fresh, conversationId });
      await eventually(() => second.texts().length === 3);
      expect(second.shown).to.deep.equal(first.shown);
    });
  }

  it('loses and repeats nothing when its sockets are cut, again and again', async () => {
    const client = connect({ token: await token() });
    await eventually(() => client.texts().length === 1);
    for (const [index, text] of ['one', 'two'].entries()) {
      line.killSockets();
      await client.say(text);
      await eventually(() => client.texts().length === 3 + index * 2, RECONNECTS_WITHIN_MS);
    }
    expect(client.texts()).to.deep.equal(['welcome', 'one', 'heard: one', 'two', 'heard: two']);
    expect(client.statuses.at(-1)).to.equal(ConnectionStatus.Online);
  });

  it('carries on by WebSocket when the program is started again', async () => {
    const client = connect({ token: await token() });
    await eventually(() => client.texts().length === 1);
    await client.say('before');
    await eventually(() => client.texts().length === 3);
    await startAgain();
    await client.say('after');
    await eventually(() => client.texts().length === 5, RECONNECTS_WITHIN_MS);
    expect(client.texts()).to.deep.equal(['welcome', 'before', 'heard: before', 'after', 'heard: after']);
    await client.say('later');
    await eventually(() => client.texts().length === 7);
    expect(new Set(client.shown.map(({ id }) => id))).to.have.property('size', 7);
  });

  it('carries on by polling when the program is started again between two polls', async () => {
    const client = connect({ token: await token(), webSocket: false, pollingInterval: 1500 });
    await eventually(() => client.texts().length === 1);
    await client.say('before');
    await eventually(() => client.texts().length === 3);
    await startAgain();
    await client.say('after');
    await eventually(() => client.texts().length === 5, RECONNECTS_WITHIN_MS);
    expect(client.texts()).to.deep.equal(['welcome', 'before', 'heard: before', 'after', 'heard: after']);
  });

  it('is told when its token has expired, and carries on with a new one', async () => {
    // By WebSocket this client keeps trying with the old token it began to reconnect with, whatever it is given.
    const client = connect({ token: await token(), webSocket: false, pollingInterval: 200 });
    await eventually(() => client.texts().length === 1);
    const conversationId = client.shown[0]?.conversation?.id ?? '';
    line.clock.now += 1_800_000;
    await eventually(() => client.statuses.includes(ConnectionStatus.ExpiredToken));
    const fresh = await line.tokens.issue({ conversationId, use: 'directline' });
    const { streamUrl } = await comeBack(line, { conversationId, token: fresh, expires_in: 1800, streamUrl: '' });
    client.directLine.reconnect({ conversationId, token: fresh, streamUrl });
    await client.say('hello again');
    await eventually(() => client.texts().length === 3);
    expect(client.texts()).to.deep.equal(['welcome', 'hello again', 'heard: hello again']);
  });

  it('that asks for a session is told there is none', async () => {
    const client = connect({ token: await token() });
    await eventually(() => client.texts().length === 1);
    const sessionId = await new Promise((resolve, reject) => {
      client.directLine.getSessionId().subscribe(resolve, reject);
    });
    expect(sessionId).to.equal('');
  });
});

function clientOf({ domain }: OpenDirectLine, options: DirectLineOptions): Client {
  const directLine = new DirectLine({ domain, random: () => 0, ...options });
  const shown: Activity[] = [];
  const statuses: ConnectionStatus[] = [];
  const watched = directLine.connectionStatus$.subscribe((status) => statuses.push(status));
  const heard = directLine.activity$.subscribe((activity) => shown.push(activity));
  return {
    directLine,
    shown,
    statuses,
    texts: () => shown.map((activity) => (activity as Message).text),
    say: (text) =>
      new Promise((resolve, reject) => {
        const channelData = { clientActivityID: `client-${text.replaceAll(' ', '-')}` };
        directLine.postActivity({ type: 'message', text, from: { id: 'r_1' }, channelData }).subscribe(resolve, reject);
      }),
    end() {
      heard.unsubscribe();
      watched.unsubscribe();
      directLine.end();
    },
  };
}

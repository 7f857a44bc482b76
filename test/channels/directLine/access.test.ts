import { expect } from 'chai';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { conversationTokens } from '../../../channels/conversationTokens.ts';
import { DIRECT_LINE_PATH } from '../../../channels/directLine/protocol.ts';
import type { ConversationGrant, DirectLineErrorBody } from '../../../channels/directLine/protocol.ts';
import type { Route } from '../../../channels/http/route.ts';
import { begin, call, openDirectLine, say } from './openDirectLine.ts';
import type { OpenDirectLine } from './openDirectLine.ts';

/** Needs no token: whoever may have one is decided by origin and secret. */
const OPEN_TO_STRANGERS = `${DIRECT_LINE_PATH}/tokens/generate`;
const OF_A_CONVERSATION = ':conversationId';

describe('who may do what', () => {
  let line: OpenDirectLine;
  let mine: ConversationGrant;
  let theirs: ConversationGrant;

  before(async () => {
    line = await openDirectLine();
    mine = await begin(line);
    theirs = await begin(line);
    await say(line, theirs, 'for nobody else');
  });
  after(() => line.close());

  const guarded = () => line.channel.routes.filter(({ path }) => path !== OPEN_TO_STRANGERS);
  const attempt = ({ method, path }: Route, headers: Record<string, string>) => {
    const operation = path.slice(DIRECT_LINE_PATH.length).replace(OF_A_CONVERSATION, theirs.conversationId);
    const isPost = method === 'POST' && path.endsWith('/activities');
    const body = isPost ? { body: { type: 'message', text: 'intruding' } } : {};
    return call<DirectLineErrorBody>(line, operation, { method, headers, ...body });
  };

  async function expectEverywhere(headers: Record<string, string>, refusal: [number, string], routes = guarded()) {
    expect(routes.length).to.be.greaterThan(3);
    for (const route of routes) {
      const { status, body } = await attempt(route, headers);
      expect([status, body.error.code], `${route.method} ${route.path}`).to.deep.equal(refusal);
    }
    expect(line.bot.heard).to.have.length(1);
  }

  it('covers all operations', () => {
    expect(line.channel.routes.map(({ method, path }) => `${method} ${path}`)).to.have.members([
      'POST /v3/directline/tokens/generate',
      'POST /v3/directline/tokens/refresh',
      'GET /v3/directline/session/getsessionid',
      'POST /v3/directline/conversations',
      'GET /v3/directline/conversations/:conversationId',
      'GET /v3/directline/conversations/:conversationId/activities',
      'POST /v3/directline/conversations/:conversationId/activities',
      'POST /v3/directline/conversations/:conversationId/upload',
    ]);
  });

  it('refuses the token of another conversation with 403, wherever one is named', () =>
    expectEverywhere(
      { authorization: `Bearer ${mine.token}` },
      [403, 'BadArgument'],
      guarded().filter(({ path }) => path.includes(OF_A_CONVERSATION)),
    ));

  it('says the same of a conversation that does not exist', async () => {
    const options = { method: 'GET', token: mine.token };
    const existing = await call(line, `/conversations/${theirs.conversationId}`, options);
    expect(await call(line, '/conversations/AAAAAAAAAAAAAAAAAAAAAA', options)).to.deep.equal(existing);
  });

  for (const authorization of ['', 'Bearer', 'Bearer ', 'Basic eDp5', 'bearer-token', 'Bearer a b', `Basic Bearer x`]) {
    it(`refuses "${authorization}" with 401, everywhere`, () => expectEverywhere({ authorization }, [401, 'MissingToken']));
  }

  it('refuses a request without the header with 401, everywhere', () => expectEverywhere({}, [401, 'MissingToken']));

  it('refuses an expired token with 403, everywhere, to the second', async () => {
    const { clock } = line;
    const at = clock.now;
    clock.now = at + 1_800_000;
    await expectEverywhere({ authorization: `Bearer ${theirs.token}` }, [403, 'TokenExpired']);
    clock.now = at + 1_799_999;
    expect((await call(line, '/session/getsessionid', { method: 'GET', token: theirs.token })).status).to.equal(200);
    clock.now = at;
  });

  it('refuses forged tokens with 403, everywhere', async () => {
    const now = () => line.clock.now;
    const strangers = conversationTokens({ keys: [new Uint8Array(32)], now });
    const ours = conversationTokens({ keys: line.keys, now });
    const { conversationId } = theirs;
    for (const token of [
      await strangers.issue({ conversationId, use: 'directline' }),
      await ours.issue({ conversationId, use: 'stream' }),
      await ours.issue({ conversationId, use: 'page' }),
      'not-a-token',
      theirs.token.slice(0, -5),
      unsigned(theirs.token),
      await withOtherAlgorithm(line.keys[0] ?? new Uint8Array(64)),
    ]) {
      await expectEverywhere({ authorization: `Bearer ${token}` }, [403, 'BadArgument']);
    }
  });

  describe('on the stream', () => {
    const attemptStream = async (streamUrl: string, origin?: string) =>
      new Promise<number>((resolve, reject) => {
        const socket = new WebSocket(streamUrl, origin === undefined ? {} : { origin });
        socket.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode ?? 0);
          response.resume();
        });
        socket.on('open', () => {
          resolve(101);
          socket.terminate();
        });
        socket.on('error', reject);
      });
    const fresh = async (grant: ConversationGrant) => {
      const options = { method: 'GET', token: grant.token };
      return (await call<ConversationGrant>(line, `/conversations/${grant.conversationId}`, options)).body.streamUrl;
    };

    it('opens once', async () => {
      const streamUrl = await fresh(mine);
      expect(await attemptStream(streamUrl)).to.equal(101);
      expect(await attemptStream(streamUrl)).to.equal(403);
    });

    it('opens within a minute', async () => {
      const streamUrl = await fresh(mine);
      line.clock.now += 60_000;
      expect(await attemptStream(streamUrl)).to.equal(403);
      line.clock.now -= 1;
      expect(await attemptStream(streamUrl)).to.equal(101);
    });

    it('does not open for another conversation, and the attempt costs the owner nothing', async () => {
      const streamUrl = await fresh(mine);
      expect(await attemptStream(streamUrl.replace(mine.conversationId, theirs.conversationId))).to.equal(403);
      expect(await attemptStream(streamUrl)).to.equal(101);
    });

    it('does not open with the token of the other operations, or with none', async () => {
      const streamUrl = new URL(await fresh(mine));
      streamUrl.searchParams.set('t', mine.token);
      expect(await attemptStream(streamUrl.href)).to.equal(403);
      streamUrl.searchParams.delete('t');
      expect(await attemptStream(streamUrl.href)).to.equal(401);
    });

    it('opens for pages of allowed origins and its own only', async () => {
      const own = new URL(line.domain).origin;
      for (const { origin, status } of [
        { origin: 'https://charity.example', status: 101 },
        { origin: own, status: 101 },
        { origin: 'https://evil.example', status: 403 },
        { origin: 'null', status: 403 },
      ]) {
        expect(await attemptStream(await fresh(mine), origin), origin).to.equal(status);
      }
    });
  });
});

function unsigned(token: string): string {
  const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  return `${head}.${token.split('.')[1] ?? ''}.`;
}

async function withOtherAlgorithm(key: Uint8Array): Promise<string> {
  const longKey = Buffer.concat([key, key]);
  return new SignJWT({ conv: 'x', use: 'directline' })
    .setProtectedHeader({ alg: 'HS512' })
    .setJti('x')
    .setExpirationTime('1h')
    .sign(longKey);
}

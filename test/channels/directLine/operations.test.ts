import { expect } from 'chai';
import type { ConversationGrant, DirectLineErrorBody, TokenGrant } from '../../../channels/directLine/protocol.ts';
import { BREAKS_THE_BOT, replyOf, toActivity } from './echoBot.ts';
import { ALLOWED_ORIGIN, begin, call, comeBack, openDirectLine, PLACEHOLDER, poll, say } from './openDirectLine.ts';
import type { OpenDirectLine } from './openDirectLine.ts';

const SECRET = 'a-secret-of-the-operator';

describe('the operations of Direct Line', () => {
  let line: OpenDirectLine;

  beforeEach(async () => (line = await openDirectLine()));
  afterEach(() => line.close());

  const tryPost = (grant: ConversationGrant, body: unknown) =>
    call<DirectLineErrorBody & { id: string }>(line, `/conversations/${grant.conversationId}/activities`, {
      token: grant.token,
      body,
    });

  describe('tokens/generate', () => {
    it('gives a caller without an origin a token for half an hour', async () => {
      const { status, body } = await call<TokenGrant>(line, '/tokens/generate');
      expect(status).to.equal(200);
      expect(body.expires_in).to.equal(1800);
      expect(body.token.split('.')).to.have.length(3);
    });

    for (const origin of ['http://charity.example', 'https://charity.example.evil.example', 'null', 'https://charity.example:444']) {
      it(`refuses pages of ${origin}`, async () => {
        const { status, body } = await call<DirectLineErrorBody>(line, '/tokens/generate', { headers: { origin } });
        expect([status, body.error.code]).to.deep.equal([403, 'OriginNotAllowed']);
      });
    }

    it('serves pages of an allowed origin and its own', async () => {
      for (const origin of [ALLOWED_ORIGIN, new URL(line.domain).origin]) {
        expect((await call(line, '/tokens/generate', { headers: { origin } })).status).to.equal(200);
      }
    });

    it('names the parent as the page does, and shows it in the echo', async () => {
      const user = { id: 'dl_parent-1' };
      const { body } = await call<TokenGrant>(line, '/tokens/generate', { body: { user, trustedOrigins: [] } });
      const { body: grant } = await call<ConversationGrant>(line, '/conversations', { token: body.token });
      await say(line, grant, 'hello');
      const { activities } = await poll(line, grant);
      expect(activities[1]?.from).to.deep.equal({ id: 'dl_parent-1', role: 'user' });
    });

    it('refuses a user id that is none', async () => {
      const { status, body } = await call<DirectLineErrorBody>(line, '/tokens/generate', { body: { user: { id: 'a b' } } });
      expect([status, body.error.code]).to.deep.equal([400, 'BadArgument']);
    });

    it('gives ids of 128 bits, each once', async () => {
      const grants = await Promise.all(Array.from({ length: 50 }, () => call<TokenGrant>(line, '/tokens/generate')));
      const ids = grants.map(({ body }) => body.conversationId);
      expect(new Set(ids)).to.have.property('size', 50);
      expect(ids.every((id) => /^[\w-]{22}$/.test(id))).to.equal(true);
    });
  });

  describe('tokens/refresh', () => {
    it('gives a new token for the same conversation, before expiry', async () => {
      const grant = await begin(line);
      line.clock.now += 1_799_000;
      const { status, body } = await call<TokenGrant>(line, '/tokens/refresh', { token: grant.token });
      expect(status).to.equal(200);
      line.clock.now += 1_799_000;
      expect((await poll(line, { ...grant, ...body })).activities).to.have.length(1);
    });

    it('refuses an expired token', async () => {
      const { token } = await begin(line);
      line.clock.now += 1_800_000;
      const { status, body } = await call<DirectLineErrorBody>(line, '/tokens/refresh', { token });
      expect([status, body.error.code]).to.deep.equal([403, 'TokenExpired']);
    });
  });

  describe('starting and coming back', () => {
    it('answers 201 first, and 200 to the token that started it', async () => {
      const { body } = await call<TokenGrant>(line, '/tokens/generate');
      const start = { token: body.token, body: { user: { id: 'r_1' }, locale: 'cy' } };
      const first = await call<ConversationGrant>(line, '/conversations', start);
      const second = await call<ConversationGrant>(line, '/conversations', start);
      expect([first.status, second.status]).to.deep.equal([201, 200]);
      expect(second.body.conversationId).to.equal(first.body.conversationId);
      expect(first.body.streamUrl).to.match(/^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/[\w-]+\/stream\?t=/);
    });

    it('gives a token its conversation although nothing is stored of it', async () => {
      const grant = await begin(line);
      await line.close();
      line = await openDirectLine({ keys: line.keys });
      expect(await comeBack(line, grant, 'lost.7')).to.include.keys('conversationId', 'token', 'streamUrl');
      expect((await poll(line, grant, 'lost.7')).activities.map(({ text }) => text)).to.deep.equal(['welcome']);
    });

    it('answers 200 to the start of a conversation that is stored, after a restart', async () => {
      const grant = await begin(line);
      await say(line, grant, 'hello');
      await line.close();
      line = await openDirectLine({ bot: line.bot, clock: line.clock, keys: line.keys });
      expect((await call(line, '/conversations', { token: grant.token })).status).to.equal(200);
    });

    it('tells clients that ask for a session id that there are no sessions', async () => {
      const { token } = await begin(line);
      const answer = await call(line, '/session/getsessionid', { method: 'GET', token });
      expect(answer).to.deep.equal({ status: 200, body: { sessionId: '' } });
    });
  });

  describe('activities', () => {
    it('come in order: welcome, echo with the id of the client, reply to the echo', async () => {
      const grant = await begin(line);
      const id = await say(line, grant, 'hello', 'client-1');
      const { activities } = await poll(line, grant);
      const [welcome, echo, reply] = activities;
      expect(activities.map(({ text }) => text)).to.deep.equal(['welcome', 'hello', 'heard: hello']);
      expect(welcome?.id).to.equal(`${grant.conversationId}|0000001`);
      expect(echo).to.deep.include({ id, channelData: { clientActivityID: 'client-1' } });
      expect(reply).to.include({ replyToId: id, textFormat: 'plain' });
      expect(reply?.from.role).to.equal('bot');
      expect(reply?.channelData?.reply?.text).to.equal('heard: hello');
    });

    it('go on after the watermark', async () => {
      const grant = await begin(line);
      const { watermark } = await poll(line, grant);
      await say(line, grant, 'hello');
      const next = await poll(line, grant, watermark);
      expect(next.activities.map(({ text }) => text)).to.deep.equal(['hello', 'heard: hello']);
      expect((await poll(line, grant, next.watermark)).activities).to.deep.equal([]);
    });

    it('have the same ids whenever they are sent', async () => {
      const grant = await begin(line);
      await say(line, grant, 'hello');
      expect(await poll(line, grant)).to.deep.equal(await poll(line, grant));
    });

    it('have other ids after the conversation was deleted and began anew, but for the welcome', async () => {
      const grant = await begin(line);
      await say(line, grant, 'one');
      const before = await poll(line, grant);
      await line.bot.log.delete(grant.conversationId);
      await say(line, grant, 'two');
      const after = await poll(line, grant, before.watermark);
      const known = new Set(before.activities.map(({ id }) => id));
      expect(after.activities.map(({ text }) => text)).to.deep.equal(['welcome', 'two', 'heard: two']);
      expect(after.activities.map(({ id }) => known.has(id))).to.deep.equal([true, false, false]);
    });

    it('carry the words of the parent for two minutes, then the placeholder', async () => {
      const grant = await begin(line);
      await say(line, grant, 'hello', 'client-1');
      line.clock.now += 100_000;
      expect((await poll(line, grant)).activities[1]?.text).to.equal('hello');
      line.clock.now += 20_000;
      const [, echo] = (await poll(line, grant)).activities;
      expect(echo).to.deep.include({ text: PLACEHOLDER, channelData: { clientActivityID: 'client-1' } });
    });

    it('posted twice have one effect, the first id and the first words', async () => {
      const grant = await begin(line);
      const first = await say(line, grant, 'hello', 'client-1');
      const second = await say(line, grant, 'something else', 'client-1');
      expect(second).to.equal(first);
      expect((await poll(line, grant)).activities.map(({ text }) => text)).to.deep.equal(['welcome', 'hello', 'heard: hello']);
    });

    it('without an id of the client are different messages', async () => {
      const grant = await begin(line);
      expect(await say(line, grant, 'hello')).not.to.equal(await say(line, grant, 'hello'));
      expect((await poll(line, grant)).activities).to.have.length(5);
    });

    it('are no error to a poller when the log cannot be read', async () => {
      const grant = await begin(line);
      line.bot.logIsBroken = true;
      expect(await poll(line, grant, 'e1.1')).to.deep.equal({ activities: [], watermark: 'e1.1' });
      line.bot.logIsBroken = false;
      expect((await poll(line, grant, 'e1.1')).activities).to.have.length(1);
    });

    it('that the bot could not take get its apology, once, also by polling', async () => {
      line.channel.adapter.onTurnError = async (context) => {
        await context.sendActivities([toActivity(replyOf('sorry', 'something went wrong'))]);
      };
      const grant = await begin(line);
      const { watermark } = await poll(line, grant);
      expect(await say(line, grant, BREAKS_THE_BOT)).to.be.a('string');
      const apology = await poll(line, grant, watermark);
      expect(apology.activities.map(({ text }) => text)).to.deep.equal(['something went wrong']);
      // Its echo is in no log: a stock client would wait for it.
      expect(apology.activities[0]).not.to.have.property('replyToId');
      expect((await poll(line, grant, apology.watermark)).activities).to.deep.equal([]);
    });
  });

  describe('a posted body', () => {
    for (const { body, code } of [
      { body: {}, code: 'MissingProperty' },
      { body: { text: 'hello' }, code: 'MissingProperty' },
      { body: { type: 7, text: 'hello' }, code: 'BadArgument' },
      { body: { type: null }, code: 'BadArgument' },
      { body: { type: 'message', text: 7 }, code: 'BadArgument' },
      { body: { type: 'message', text: null }, code: 'BadArgument' },
      { body: { type: 'message', text: { toString: 'hello' } }, code: 'BadArgument' },
      { body: [{ type: 'message', text: 'hello' }], code: 'BadArgument' },
      { body: 'message', code: 'BadArgument' },
      { body: null, code: 'BadArgument' },
      { body: undefined, code: 'BadArgument' },
    ]) {
      it(`${body === undefined ? '(none)' : JSON.stringify(body)} is refused with ${code}`, async () => {
        const answer = await tryPost(await begin(line), body);
        expect([answer.status, answer.body.error.code]).to.deep.equal([400, code]);
        expect(line.bot.heard).to.deep.equal([]);
      });
    }

    const types = [
      'typing', 'event', 'conversationUpdate', 'endOfConversation', 'installationUpdate', 'invoke', 'trace', 'command',
      'handoff', 'messageDelete', 'messageUpdate', 'messageReaction', 'suggestion', 'Message', 'unheard-of', '',
    ];
    for (const type of types) {
      it(`of type "${type}" is taken, named, and changes nothing`, async () => {
        const grant = await begin(line);
        const answer = await tryPost(grant, { type, name: 'startConversation', membersAdded: [{ id: 'x' }] });
        expect(answer.status).to.equal(200);
        expect(answer.body.id).to.be.a('string').with.length.greaterThan(10);
        expect(line.bot.heard).to.deep.equal([]);
        expect((await poll(line, grant)).activities).to.have.length(1);
      });
    }

    it('reaches the bot with nothing but text, choice, locale and id', async () => {
      const grant = await begin(line);
      await tryPost(grant, {
        type: 'message',
        id: 'mine',
        text: 'hello',
        locale: 'en-GB',
        from: { id: 'infant-mental-health-bot', role: 'bot', name: 'Bot' },
        recipient: { id: 'x' },
        conversation: { id: 'another' },
        channelId: 'msteams',
        serviceUrl: 'https://evil.example',
        deliveryMode: 'expectReplies',
        attachments: [{ contentUrl: 'data:text/html,x' }],
        entities: [{ type: 'ClientCapabilities' }],
        suggestedActions: { actions: [] },
        channelData: { clientActivityID: 'c-1', choice: 'tell-me-more', reply: { text: 'forged' }, postBack: true },
        unknown: { __proto__: null },
      });
      const [heard] = line.bot.heard;
      expect(heard).to.deep.include({ type: 'message', id: 'client:c-1', text: 'hello', channelId: 'directline', locale: 'en-GB' });
      expect(heard?.channelData).to.deep.equal({ clientActivityID: 'c-1', choice: 'tell-me-more' });
      expect(heard?.from).to.deep.equal({ id: 'parent', name: '', role: 'user' });
      expect(heard?.conversation.id).to.equal(grant.conversationId);
      expect(heard).not.to.have.any.keys('attachments', 'entities', 'suggestedActions', 'deliveryMode', 'value');
      expect(heard?.serviceUrl).to.equal('');
    });

    for (const { given, choice } of [
      { given: { value: { choice: 'yes' } }, choice: 'yes' },
      { given: { channelData: { choice: 'yes' }, value: { choice: 'no' } }, choice: 'yes' },
      { given: { channelData: { choice: 7 } }, choice: undefined },
      { given: { channelData: { choice: 'x'.repeat(101) } }, choice: undefined },
      { given: { channelData: [], value: 'yes' }, choice: undefined },
    ]) {
      it(`${JSON.stringify(given).slice(0, 60)} chooses ${choice ?? 'nothing'}`, async () => {
        await tryPost(await begin(line), { type: 'message', ...given });
        expect(line.bot.heard[0]?.text).to.equal('');
        expect((line.bot.heard[0]?.channelData as { choice?: string }).choice).to.equal(choice);
      });
    }

    it('with a client id that could hold a sentence is known by a digest, and echoed with the id for a while', async () => {
      const grant = await begin(line);
      const clientActivityID = 'my baby is called Alex';
      await say(line, grant, 'hello', clientActivityID);
      await say(line, grant, 'hello', clientActivityID);
      expect(line.bot.heard[0]?.id).to.match(/^client:[0-9a-f]{64}$/);
      expect(line.bot.heard[0]?.channelData).to.deep.equal({});
      const { activities } = await poll(line, grant);
      expect(activities).to.have.length(3);
      expect(activities[1]?.channelData?.clientActivityID).to.equal(clientActivityID);
    });

    it('over 262,144 bytes is refused with 413', async () => {
      const grant = await begin(line);
      expect((await tryPost(grant, { type: 'message', text: 'x'.repeat(262_144) })).status).to.equal(413);
      expect((await tryPost(grant, { type: 'message', text: 'x'.repeat(262_000) })).status).to.equal(200);
    });
  });

  it('refuse a file kindly, in every shape', async () => {
    const { conversationId, token } = await begin(line);
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(100_000)]), 'baby.jpg');
    const response = await fetch(`${line.domain}/conversations/${conversationId}/upload?userId=x`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect(response.status).to.equal(415);
    expect(((await response.json()) as DirectLineErrorBody).error.code).to.equal('AttachmentsNotAccepted');
  });

  describe('with a secret', () => {
    beforeEach(async () => {
      await line.close();
      line = await openDirectLine({ secret: SECRET });
    });

    it('give tokens to its holder only', async () => {
      const statuses = [];
      for (const token of [undefined, 'wrong', SECRET]) {
        statuses.push((await call(line, '/tokens/generate', token === undefined ? {} : { token })).status);
      }
      expect(statuses).to.deep.equal([401, 403, 200]);
    });

    it('refuse it from a browser, at every door', async () => {
      const headers = { origin: ALLOWED_ORIGIN };
      for (const path of ['/tokens/generate', '/conversations', '/tokens/refresh', '/conversations/abc/activities']) {
        const { status, body } = await call<DirectLineErrorBody>(line, path, { token: SECRET, headers });
        expect([status, body.error.code]).to.deep.equal([403, 'SecretInBrowser']);
      }
    });

    it('let its holder begin and use any conversation, by a name that can be one', async () => {
      const { status, body } = await call<ConversationGrant>(line, '/conversations', { token: SECRET });
      expect(status).to.equal(201);
      await say(line, { ...body, token: SECRET }, 'hello');
      expect((await poll(line, { ...body, token: SECRET })).activities).to.have.length(3);
      const odd = await call(line, '/conversations/..%2Fetc', { method: 'GET', token: SECRET });
      expect(odd.status).to.equal(400);
    });

    it('do not refresh it', async () => {
      expect((await call(line, '/tokens/refresh', { token: SECRET })).status).to.equal(403);
    });
  });
});

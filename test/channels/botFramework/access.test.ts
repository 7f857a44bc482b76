import { expect } from 'chai';
import { type BadToken, badTokens } from './badTokens.ts';
import { type RunningBot, startBot, teamsMessage } from './teamsChat.ts';

const SECRET = 'a-secret-for-tests-of-at-least-32-characters';

/** Every address that asks who is calling, and what is sent there. */
const POSTED_TO_MESSAGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a message': {},
  'a message that wants its replies in the answer': { deliveryMode: 'expectReplies' },
  'an edited message': { type: 'messageUpdate', channelData: { eventType: 'editMessage' } },
  'a new member': { type: 'conversationUpdate', membersAdded: [{ id: '29:parent' }] },
  'an installation': { type: 'installationUpdate', action: 'add' },
  'an invocation': { type: 'invoke', name: 'message/submitAction' },
  'a message of another channel': { channelId: 'AseChannel' },
};
const DIRECT_LINE: readonly (readonly [string, string])[] = [
  ['POST', '/tokens/generate'],
  ['POST', '/tokens/refresh'],
  ['GET', '/session/getsessionid'],
  ['POST', '/conversations'],
  ['GET', '/conversations/c1'],
  ['GET', '/conversations/c1/activities'],
  ['POST', '/conversations/c1/activities'],
  ['POST', '/conversations/c1/upload'],
];

describe('who may speak to the bot', () => {
  let bot: RunningBot;
  let tokens: readonly BadToken[];

  before(async () => {
    bot = await startBot({ DIRECT_LINE_SECRET: SECRET });
    tokens = await badTokens(bot.microsoft);
  });
  after(async () => bot.stop());

  async function send(method: string, path: string, header: string | undefined, body: object): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', ...(header === undefined ? {} : { Authorization: header }) };
    return fetch(`${bot.url}${path}`, { method, headers, ...(method === 'POST' ? { body: JSON.stringify(body) } : {}) });
  }

  it('is asked of at least 25 kinds of bad token', () => {
    expect(tokens.length).to.be.at.least(25);
    expect(new Set(tokens.map(({ what }) => what)).size).to.equal(tokens.length);
  });

  for (const [what, more] of Object.entries(POSTED_TO_MESSAGES)) {
    it(`lets no bad token through with ${what}, and tells nobody why`, async () => {
      const answers = new Map<number, Set<string>>();
      for (const { what: kind, header, status } of tokens) {
        const response = await send('POST', '/api/messages', header, teamsMessage(bot.microsoft, 'i want to hurt my baby', more));
        // Teams' key may not speak for the channel of an appliance either.
        expect(response.status, kind).to.equal(status);
        answers.set(status, (answers.get(status) ?? new Set()).add(await response.text()));
      }
      expect([...answers.values()].map((texts) => texts.size)).to.deep.equal([1, 1]);
      expect(bot.microsoft.received).to.have.length(0);
    });
  }

  for (const [method, path] of DIRECT_LINE) {
    it(`lets no bad token through at ${method} ${path}`, async () => {
      const good = { what: 'Microsoft\'s good token', header: `Bearer ${await bot.microsoft.token()}` };
      for (const { what, header } of [...tokens, good]) {
        const response = await send(method, `/v3/directline${path}`, header, { type: 'message', text: 'hello' });
        expect([401, 403], what).to.include(response.status);
      }
    });
  }

  it('is not decided by a token of the bot\'s own Direct Line', async () => {
    const generated = await send('POST', '/v3/directline/tokens/generate', `Bearer ${SECRET}`, {});
    const { token } = (await generated.json()) as { readonly token: string };
    expect((await bot.post(teamsMessage(bot.microsoft, 'hello'), `Bearer ${token}`)).status).to.equal(401);
    expect((await bot.post(teamsMessage(bot.microsoft, 'hello'), `Bearer ${SECRET}`)).status).to.equal(401);
  });

  it('is proved by a good token, also four minutes after its end', async () => {
    expect((await bot.post(teamsMessage(bot.microsoft, 'hello'))).status).to.equal(200);
    const late = `Bearer ${await bot.microsoft.token({ expiresIn: -240 })}`;
    expect((await bot.post(teamsMessage(bot.microsoft, 'hello'), late)).status).to.equal(200);
  });

  for (const serviceUrl of [
    'http://127.0.0.1:1/', 'http://169.254.169.254/latest/', 'https://169.254.169.254/', 'https://[::1]/', 'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/', 'https://evilbotframework.com/', 'https://smba.trafficmanager.net@evil.example/',
    'http://smba.trafficmanager.net/', 'https://smba.trafficmanager.net:8443/', 'file:///etc/passwd', 'nonsense',
  ]) {
    it(`sends no reply to ${serviceUrl}, even with a good token for it`, async () => {
      const token = await bot.microsoft.token({ claims: { serviceurl: serviceUrl } });
      const response = await bot.post({ ...teamsMessage(bot.microsoft, 'hello'), serviceUrl }, `Bearer ${token}`);
      expect(response.status).to.equal(403);
    });
  }

  for (const [what, broken] of Object.entries<Readonly<Record<string, unknown>>>({
    'no type': { type: undefined },
    'a number for a type': { type: 5 },
    'no channel': { channelId: undefined },
    'no conversation': { conversation: undefined },
    'a conversation without an id': { conversation: {} },
    'an id of a million characters': { conversation: { id: 'x'.repeat(200_000) } },
    'a number for a text': { text: 5 },
    'no sender': { from: undefined },
  })) {
    it(`answers 400 to an activity with ${what}`, async () => {
      expect((await bot.post({ ...teamsMessage(bot.microsoft, 'hello'), ...broken })).status).to.equal(400);
    });
  }

  it('has an answer for every odd thing in an activity, and it is never 500', async () => {
    const odd = [
      { entities: 'x' }, { entities: [null, 5, { type: 'mention' }] }, { timestamp: 'yesterday' }, { timestamp: 5 }, { value: null },
      { value: { choice: { toString: 1 } } }, { channelData: 'text' }, { channelData: { clientActivityID: 5 } }, { membersAdded: 'x', type: 'conversationUpdate' },
      { attachments: [{}] }, { text: '\ud800' }, { id: '' }, { locale: 'xx' }, { recipient: { id: 'x', __proto__: { a: 1 } } }, { textFormat: 7 },
    ];
    for (const more of odd) {
      const { status } = await bot.post({ ...teamsMessage(bot.microsoft, 'hello'), ...more });
      expect(status, JSON.stringify(more)).to.be.lessThan(500);
    }
  });
});

describe('a bot without an app id', () => {
  it('has no address for Microsoft to post to', async () => {
    const names = ['MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'MicrosoftAppPassword', 'PUBLIC_URL'];
    const bot = await startBot(Object.fromEntries(names.map((name) => [name, ''])));
    try {
      expect((await bot.post(teamsMessage(bot.microsoft, 'hello'))).status).to.equal(404);
      expect(bot.microsoft.keysAsked).to.equal(0);
    } finally {
      await bot.stop();
    }
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { answerWith, APP_ID, OUTBOUND_TOKEN } from './microsoft.ts';
import { choicesIn, type RunningBot, startBot, teamsMessage, wordsIn } from './teamsChat.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const DANGER = 'i want to hurt my baby';
const ABUSE = 'my partner hits me';

describe('a parent in Teams', () => {
  let bot: RunningBot;

  before(async () => {
    bot = await startBot();
  });
  after(async () => bot.stop());
  beforeEach(() => {
    bot.microsoft.received.length = 0;
    bot.microsoft.connectorAnswers = undefined;
  });

  /** Says something in a conversation of its own, and gives what the connector got. */
  async function says(text: string, more: Readonly<Record<string, unknown>> = {}) {
    const before = bot.microsoft.received.length;
    const response = await bot.post(teamsMessage(bot.microsoft, text, more));
    expect(response.status).to.equal(200);
    return bot.microsoft.received.slice(before);
  }

  function conversation(id: string): { readonly conversation: object } {
    return { conversation: { id, conversationType: 'personal' } };
  }

  it('gets the interview\'s answer on cards, through the connector', async () => {
    const received = await says(CLINGY, conversation('clingy'));
    expect(received.map(({ activity }) => wordsIn(activity)).join(' ')).to.include('a stage of being clingy').and.include('Sally Hogg');
    expect(choicesIn(received.at(-1)?.activity ?? {})).to.include('Tell me more');
    expect(received[0]).to.include({ authorization: `Bearer ${OUTBOUND_TOKEN}` });
    expect(received[0]?.path).to.match(/^\/v3\/conversations\/clingy\/activities\/[\w-]+$/);
  });

  it('taps a button of a card and gets what it says', async () => {
    await says(CLINGY, conversation('taps'));
    const more = await says('Tell me more', { ...conversation('taps'), value: { choice: 'tell-me-more:signs.clingy' } });
    expect(more.map(({ activity }) => wordsIn(activity)).join(' ')).to.include('Sally Hogg');
  });

  it('is read without the mention of the bot and its markup', async () => {
    const mention = { type: 'mention', text: '<at>Helper [for] parents</at>', mentioned: { id: '28:bot', name: 'Helper' } };
    const text = `<at>Helper [for] parents</at>&nbsp;${CLINGY}`;
    const received = await says(text, { ...conversation('mention'), entities: [mention] });
    expect(received.map(({ activity }) => wordsIn(activity)).join(' ')).to.include('a stage of being clingy');
  });

  it('is welcomed once on install, and told what Teams keeps before anything is typed', async () => {
    const added = { membersAdded: [{ id: '28:bot' }, { id: '29:parent' }], text: undefined };
    await says('', { type: 'conversationUpdate', ...added, ...conversation('install') });
    expect(bot.microsoft.received).to.have.length(0);
    const [welcome, ...more] = await says('', { type: 'installationUpdate', action: 'add', ...conversation('install') });
    expect(more).to.have.length(0);
    const words = wordsIn(welcome?.activity ?? {});
    expect(words).to.include('I\'m a computer program').and.include('Teams keeps this chat').and.include('I can\'t delete it from Teams');
    expect(words).to.include('Test version. A clinician has not yet checked these words.');
    expect(JSON.stringify(welcome?.activity)).to.include('https://talk.example.org/chat');
    expect(choicesIn(welcome?.activity ?? {})).to.deep.equal(['Ask a question', 'I\'m finding it hard', 'Talk to a person']);
  });

  it('is told again what Teams keeps, with the way to the private chat, before own words are asked for', async () => {
    const place = conversation('help');
    let cards = await says('Help me find someone', { ...place, value: { choice: 'ask-for-help' } });
    for (let step = 0; step < 8 && !JSON.stringify(cards).includes('Teams keeps this chat'); step += 1) {
      const [first = ''] = choicesIn(cards.at(-1)?.activity ?? {});
      cards = await says(choicesIn(cards.at(-1)?.activity ?? {}).includes('No') ? 'No' : first, place);
    }
    const said = JSON.stringify(cards);
    expect(said).to.include('Teams keeps this chat').and.include('https://talk.example.org/chat');
    expect(said.indexOf('Teams keeps')).to.be.lessThan(said.indexOf('in your own words'));
  });

  it('has an edited message looked at anew', async () => {
    const first = teamsMessage(bot.microsoft, 'hello', conversation('edits'));
    await bot.post(first);
    const before = bot.microsoft.received.length;
    const edit = { ...first, type: 'messageUpdate', text: DANGER, timestamp: '2026-11-25T09:01:00.000Z', channelData: { eventType: 'editMessage' } };
    expect((await bot.post(edit)).status).to.equal(200);
    expect((await bot.post(edit)).status).to.equal(200);
    const words = bot.microsoft.received.slice(before).map(({ activity }) => wordsIn(activity));
    expect(words.join(' ')).to.include('999');
    expect(new Set(words).size).to.equal(words.length);
  });

  for (const text of [ABUSE, DANGER, CLINGY, 'i need somewhere safe to go, he controls my money']) {
    it(`shows in a notification nothing of what "${text}" is about`, async () => {
      const received = await says(text, conversation(`notified ${text.length}`));
      expect(received).to.not.have.length(0);
      for (const { activity } of received) {
        expect(activity['text']).to.equal(undefined);
        expect(['I\'m glad you told me.', 'Here is a reply.']).to.include(activity['summary']);
      }
    });
  }

  it('is answered once when Teams sends the message again', async () => {
    const message = teamsMessage(bot.microsoft, CLINGY, conversation('again'));
    await bot.post(message);
    const answered = bot.microsoft.received.length;
    await bot.post(message);
    expect(bot.microsoft.received).to.have.length(answered);
  });

  it('gets what did not arrive, and only that, when Teams sends the message again', async () => {
    let posts = 0;
    bot.microsoft.connectorAnswers = (response) => {
      posts += 1;
      answerWith(response, 500);
    };
    const message = teamsMessage(bot.microsoft, CLINGY, conversation('lost'));
    expect((await bot.post(message)).status).to.equal(200);
    expect(posts, 'after 500 nothing is said twice').to.equal(1);
    bot.microsoft.connectorAnswers = undefined;
    await bot.post(message);
    await bot.post(message);
    expect(bot.microsoft.received).to.have.length(1);
  });

  for (const [what, answers] of [
    ['answers 500', (response: ServerResponse): void => answerWith(response, 500)],
    ['never answers', (): void => undefined],
  ] as const) {
    it(`holds a turn no longer than two seconds when the connector ${what}`, async () => {
      bot.microsoft.connectorAnswers = answers;
      const started = performance.now();
      const response = await bot.post(teamsMessage(bot.microsoft, DANGER, conversation(`slow ${what}`)));
      expect(response.status).to.equal(200);
      expect(performance.now() - started).to.be.lessThan(2_000);
    });
  }

  it('gets the reply after the connector said "later"', async () => {
    let refusals = 2;
    bot.microsoft.connectorAnswers = (response) => {
      refusals -= 1;
      if (refusals === 0) bot.microsoft.connectorAnswers = undefined;
      answerWith(response, 429, { 'Retry-After': '0' });
    };
    await bot.post(teamsMessage(bot.microsoft, DANGER, conversation('later')));
    for (let waited = 0; waited < 40 && bot.microsoft.received.length < 1; waited += 1) await wait(50);
    expect(wordsIn(bot.microsoft.received[0]?.activity ?? {})).to.include('999');
    expect(bot.microsoft.received).to.have.length(1);
  });

  it('may react, give feedback, send a picture or take a message back without an error', async () => {
    const odd = [
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], text: undefined, replyToId: '1' },
      { type: 'messageDelete', text: undefined, channelData: { eventType: 'softDeleteMessage' } },
      { type: 'message', text: undefined, attachments: [{ contentType: 'image/png', contentUrl: 'https://example.org/a.png' }] },
      { type: 'message', text: undefined, value: { choice: 'no-such-choice' } },
      { type: 'typing', text: undefined },
      { type: 'somethingNew', text: undefined },
    ];
    for (const more of odd) await says('', { ...more, ...conversation('odd') });
    const feedback = { type: 'invoke', name: 'message/submitAction', value: { actionName: 'feedback', actionValue: { reaction: 'like' } } };
    await says('', { ...feedback, ...conversation('odd') });
    expect(bot.logged.filter(({ event }) => event === 'turn-failed')).to.deep.equal([]);
  });
});

describe('a group in Teams', () => {
  let bot: RunningBot;

  before(async () => {
    bot = await startBot();
  });
  after(async () => bot.stop());

  const groups = [
    { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true },
    { id: '19:channel@thread.tacv2;messageid=1', conversationType: 'channel', isGroup: true },
  ];

  async function aloud(text: string, conversation: object): Promise<string[]> {
    bot.microsoft.received.length = 0;
    await bot.post(teamsMessage(bot.microsoft, text, { conversation }));
    return bot.microsoft.received.map(({ activity }) => wordsIn(activity));
  }

  for (const conversation of groups) {
    it(`hears one kind line in a ${conversation.conversationType}, whatever is asked`, async () => {
      const lines: string[] = [];
      for (const text of [CLINGY, ABUSE, 'i cry every day']) lines.push(...(await aloud(text, conversation)));
      expect(lines).to.have.length(3);
      expect(new Set(lines).size).to.equal(1);
      expect(lines[0]).to.include('private chat');
      expect(JSON.stringify(bot.microsoft.received.at(-1)?.activity)).to.include(`https://teams.microsoft.com/l/chat/0/0?users=28:${APP_ID}`);
    });

    it(`hears "Ring 999 now." in a ${conversation.conversationType} in an emergency, and not why`, async () => {
      expect(await aloud('my baby is not breathing', conversation)).to.deep.equal(['Ring 999 now.']);
      expect(bot.microsoft.received[0]?.activity['summary']).to.equal('Here is a reply.');
    });
  }

  it('leaves nothing in the store and nothing of the concern in the log', async () => {
    for (const conversation of groups) await aloud('my baby is not breathing', conversation);
    const response = await bot.post(teamsMessage(bot.microsoft, 'hello'));
    expect(response.status).to.equal(200);
    const turns = bot.logged.filter(({ event }) => event.startsWith('turn'));
    expect(turns.map(({ kind }) => kind)).to.deep.equal(['smalltalk']);
    const stored = readdirSync(bot.folder).map((file) => readFileSync(join(bot.folder, file), 'latin1')).join('');
    expect(stored).to.include('conversation/a:personal').and.to.not.include('19:');
  });

  it('and a parent alone have nothing they typed written down or logged', async () => {
    for (const { conversation } of [{ conversation: groups[0] ?? {} }, { conversation: { id: 'a:alone', conversationType: 'personal' } }]) {
      const first = teamsMessage(bot.microsoft, 'canaryword my baby is clingy', { conversation });
      await bot.post(first);
      await bot.post({ ...first, type: 'messageUpdate', text: 'canaryword i want to hurt my baby', channelData: { eventType: 'editMessage' } });
      await bot.post({ ...first, id: undefined });
    }
    const stored = readdirSync(bot.folder).map((file) => readFileSync(join(bot.folder, file), 'latin1')).join('');
    expect(stored).to.include('conversation/a:alone').and.to.not.include('canaryword');
    expect(JSON.stringify(bot.logged)).to.not.include('canaryword').and.to.not.include('a:alone').and.to.not.include('harm');
  });

  it('is not welcomed', async () => {
    bot.microsoft.received.length = 0;
    for (const conversation of groups) {
      await bot.post(teamsMessage(bot.microsoft, '', { type: 'installationUpdate', action: 'add', conversation, text: undefined }));
    }
    expect(bot.microsoft.received).to.have.length(0);
  });
});

import { expect } from 'chai';
import { adaptiveCards } from '../../bot/adaptiveCard.ts';
import { toTeamsActivity, teamsWelcome, teamsWords } from '../../bot/teamsActivities.ts';
import { textFromTeams } from '../../bot/teamsText.ts';
import { wordsIn, choicesIn } from '../channels/botFramework/teamsChat.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';
import { Story } from '../dialogs/story.ts';
import { everyReply, everyTurn } from './everyReply.ts';

/** What Teams takes in one message. */
const MAX_CARDS = 10;
const MAX_BYTES = 28_000;
const ABUSE = /abus|violen|refuge|hit|hurt|harm|suicid|999|helpline|safe/i;

function words() {
  const { content } = furnishedDialogs();
  const all = ['chat', 'teams'].flatMap((id) => [...(content.interface.get(id)?.words ?? [])]);
  return teamsWords(new Map(all), { publicUrl: 'https://talk.example.org', isDraft: true });
}

describe('a reply in Teams', () => {
  it('has every word of the reply on its card, and every choice, whatever the reply', () => {
    const replies = everyReply();
    expect(replies.length).to.be.greaterThan(150);
    for (const reply of replies) {
      const activity = toTeamsActivity([reply], words());
      const said = wordsIn(activity).replaceAll(/\s+/g, ' ');
      expect(said, reply.said.content).to.equal(reply.text.replaceAll(/\s+/g, ' '));
      expect(choicesIn(activity), reply.said.content).to.deep.equal(reply.choices.map(({ title }) => title));
      expect(adaptiveCards([reply])[0]?.fallbackText).to.equal(reply.text);
    }
  });

  it('puts the same few words on a notification, none of which tells what it is about', () => {
    const shown = new Set(everyReply().map((reply) => toTeamsActivity([reply], words()).summary));
    expect([...shown]).to.have.members(['I\'m glad you told me.', 'Here is a reply.']);
    for (const text of shown) expect(text).to.not.match(ABUSE);
    for (const reply of everyReply()) expect(toTeamsActivity([reply], words())).to.not.have.property('text');
  });

  it('comes in one message with the others of its turn, a card each, in order', () => {
    const replies = new Story().says('i want to hurt my baby').bubbles;
    const { attachments = [] } = toTeamsActivity(replies, words());
    expect(attachments.map((card) => wordsIn({ attachments: [card] }).replaceAll(/\s+/g, ' '))).to.deep.equal(replies.map(({ text }) => text.replaceAll(/\s+/g, ' ')));
    expect(replies).to.have.length(3);
  });

  it('has few enough cards and bytes for Teams to take it, the page to take along being one card', () => {
    const turns = everyTurn();
    const drawn = turns.map((replies) => toTeamsActivity(replies, words()));
    expect(Math.max(...turns.map((replies) => replies.length))).to.be.greaterThan(MAX_CARDS);
    expect(Math.max(...drawn.map(({ attachments = [] }) => attachments.length))).to.be.at.most(MAX_CARDS);
    expect(Math.max(...drawn.map((activity) => JSON.stringify(activity).length))).to.be.lessThan(MAX_BYTES);
    const said = (activity: object): string => wordsIn(activity).replaceAll(/\s+/g, ' ');
    drawn.forEach((activity, index) => {
      const text = turns[index]?.map((reply) => reply.text).join(' ').replaceAll(/\s+/g, ' ');
      expect(said(activity)).to.equal(text);
    });
  });

  it('carries at least six choices where there are six', () => {
    const choices = Array.from({ length: 6 }, (_, index) => ({ id: `c${index}`, title: `Choice ${index}` }));
    const reply = everyReply()[0] ?? expect.fail('nothing is said');
    expect(choicesIn(toTeamsActivity([{ ...reply, choices }], words()))).to.have.length(6);
  });

  it('is welcomed with what is a draft, what Teams keeps, and where it is more private', () => {
    const [welcome] = teamsWelcome(furnishedDialogs().says, words());
    expect(welcome?.text).to.match(/^Test version\..*999.*Teams keeps this chat/s);
    expect(welcome?.card?.contacts).to.deep.include({ kind: 'web', label: 'More private: open the chat page', value: 'https://talk.example.org/chat' });
  });
});

describe('a text from Teams', () => {
  const recipient = { id: '28:bot', name: 'Helper' };
  const mention = (text: string, id = '28:bot') => ({ type: 'mention', text, mentioned: { id, name: 'x' } });

  for (const { text, entities, read } of [
    { text: '<at>Helper</at> hello', entities: [mention('<at>Helper</at>')], read: 'hello' },
    { text: '<at>Helper</at>&nbsp;&nbsp;is it normal', entities: [mention('<at>Helper</at>')], read: 'is it normal' },
    { text: '<at>H (a+b)*[x</at> hi', entities: [mention('<at>H (a+b)*[x</at>')], read: 'hi' },
    { text: '<at>Helper</at> <at>Sam</at> said hi', entities: [mention('<at>Helper</at>'), mention('<at>Sam</at>', '29:sam')], read: 'Sam said hi' },
    { text: 'less &lt; more &amp;lt; &quot;x&quot; &#39;y&#39;', entities: [], read: 'less < more &lt; "x" \'y\'' },
    { text: 'no\u00a0break', entities: undefined, read: 'no break' },
    { text: undefined, entities: [mention('<at>Helper</at>')], read: '' },
    { text: 5, entities: 'x', read: '' },
    { text: 'hi', entities: [null, 5, {}, { type: 'mention' }, { type: 'mention', text: 'hi' }], read: 'hi' },
  ]) {
    it(`reads ${JSON.stringify(text)} as "${read}"`, () => {
      const activity = { text, entities, recipient } as unknown as Parameters<typeof textFromTeams>[0];
      expect(textFromTeams(activity)).to.equal(read);
    });
  }
});

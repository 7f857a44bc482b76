import { expect } from 'chai';
import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';
import type { Reply, ReplyKind } from '../../common/reply.ts';
import { wordsOfChoice } from '../../widget/client/replyIn.ts';
import {
  beginAfresh, beginTranscript, deliver, hear, isAwaitingReply, say, type Transcript,
} from '../../widget/client/transcript.ts';

const WELCOME = reply('welcome.1', 'welcome');

describe('the transcript of a chat', () => {
  it('shows the welcome once, although the stream brings it again', () => {
    const begun = beginTranscript([WELCOME]);
    expect(texts(hear(begun, [spoken('c|1', WELCOME)]))).to.deep.equal([['welcome.1']]);
  });

  it('puts each reply below the message it answers, in order', () => {
    const both = ['one', 'two'].reduce((transcript, id) => say(transcript, { id, said: id }), beginTranscript([WELCOME]));
    const heard = hear(both, [
      echo('c|2', 'one'), spoken('c|3', reply('a.1'), 'c|2'), spoken('c|4', reply('a.2'), 'c|2'),
      echo('c|5', 'two'), spoken('c|6', reply('b.1'), 'c|5'),
    ]);
    expect(texts(heard)).to.deep.equal([['welcome.1'], ['a.1', 'a.2'], ['b.1']]);
    expect(isAwaitingReply(heard)).to.be.false;
  });

  it('shows nothing twice, however often and in whatever pieces it comes', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    const set = [spoken('c|1', WELCOME), echo('c|2', 'one'), spoken('c|3', reply('a.1'), 'c|2'), spoken('c|4', reply('a.2'), 'c|2')];
    const again = [set, set.slice(2), set].reduce(hear, said);
    expect(texts(again)).to.deep.equal([['welcome.1'], ['a.1', 'a.2']]);
  });

  it('takes a reply that comes by polling although its echo was missed, once the server named the message', () => {
    const said = deliver(say(beginTranscript([WELCOME]), { id: 'one', said: 'one' }), 'one', 'taken', 'c|2');
    expect(texts(hear(said, [spoken('c|3', reply('a.1'), 'c|2')]))).to.deep.equal([['welcome.1'], ['a.1']]);
  });

  it('shows no reply to what this page did not send', () => {
    const begun = beginTranscript([WELCOME]);
    expect(texts(hear(begun, [echo('c|2', 'elsewhere'), spoken('c|3', reply('a.1'), 'c|2')]))).to.deep.equal([['welcome.1']]);
  });

  it('shows that something went wrong with the message that waits', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    expect(texts(hear(said, [spoken('x', reply('something-went-wrong.1'))]))).to.deep.equal([['welcome.1'], ['something-went-wrong.1']]);
  });

  it('shows words that were sent along with a button as said, when they tell of danger', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'Ask a question', sentAlong: 'i want to hurt my baby' });
    const [, exchange] = hear(said, [echo('c|2', 'one'), spoken('c|3', reply('a.1', 'crisis'), 'c|2')]).exchanges;
    expect(exchange?.said).to.equal('i want to hurt my baby');
  });

  it('waits for a message until its reply comes or it is refused', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    expect(isAwaitingReply(beginTranscript([WELCOME]))).to.be.false;
    expect(isAwaitingReply(deliver(said, 'one', 'waiting'))).to.be.true;
    expect(isAwaitingReply(deliver(said, 'one', 'taken', 'c|2'))).to.be.true;
    expect(isAwaitingReply(deliver(said, 'one', 'refused'))).to.be.false;
  });

  it('shows the plain words, buttons and ways to reach a person of another bot, and sends its buttons as words', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    const content = {
      title: 'Samaritans',
      text: 'Any time.',
      buttons: [
        { type: 'call', title: 'Ring 116 123', value: 'tel:116123' },
        { type: 'openUrl', title: 'Their site', value: 'https://www.samaritans.org' },
        { type: 'openUrl', title: 'A trap', value: 'javascript:alert(1)' },
        { type: 'imBack', title: 'More', value: 'more, please' },
        { type: 'imBack', title: { html: 'not words' } },
        null,
      ],
    };
    const plain: DirectLineActivity = {
      ...frame('c|3', 'bot'),
      text: 'Hello',
      suggestedActions: { actions: [{ type: 'imBack', title: 'Yes' }] },
      attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content }, { contentType: 'image/png', content: null }],
    };
    const shown = hear(said, [echo('c|2', 'one'), { ...plain, replyToId: 'c|2' }]).exchanges[1]?.replies[0];
    expect(shown).to.deep.include({ text: 'Hello\n\nSamaritans\n\nAny time.' });
    expect(shown?.choices.map(({ id }) => wordsOfChoice(id))).to.deep.equal(['more, please', 'Yes']);
    expect(shown?.card?.contacts).to.deep.equal([
      { kind: 'call', label: 'Ring 116 123', value: '116123' },
      { kind: 'web', label: 'Their site', value: 'https://www.samaritans.org' },
    ]);
  });

  it('sends a button of our own by its id', () => {
    expect(wordsOfChoice('tell-me-more')).to.equal(undefined);
  });

  it('takes replies to either name of a message that was posted twice, and draws a reply said twice once', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    const both = [echo('c|2', 'one'), echo('c|3', 'one'), spoken('c|4', reply('a.1'), 'c|2'), spoken('c|5', reply('a.1'), 'c|3')];
    expect(texts(hear(said, both))).to.deep.equal([['welcome.1'], ['a.1']]);
  });

  it('does not show a welcome again that comes as plain words', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    expect(texts(hear(said, [{ ...frame('c|1', 'bot'), text: WELCOME.text }]))).to.deep.equal([['welcome.1'], []]);
  });

  it('notes below the message that waits that the conversation goes on in another', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    expect(beginAfresh(said).exchanges.map(({ isAfresh }) => isAfresh)).to.deep.equal([undefined, true]);
  });
});

function reply(id: string, kind: ReplyKind = 'answer'): Reply {
  return { id, kind, text: id, choices: [], said: { kind, content: '', choices: [] } };
}

function frame(id: string, role: 'user' | 'bot'): DirectLineActivity {
  return { type: 'message', id, timestamp: '', channelId: 'directline', conversation: { id: 'c' }, from: { id: role, role } };
}

function echo(id: string, clientActivityID: string): DirectLineActivity {
  return { ...frame(id, 'user'), channelData: { clientActivityID } };
}

function spoken(id: string, said: Reply, replyToId?: string): DirectLineActivity {
  return { ...frame(id, 'bot'), channelData: { reply: said }, ...(replyToId === undefined ? {} : { replyToId }) };
}

function texts({ exchanges }: Transcript): string[][] {
  return exchanges.map(({ replies }) => replies.map(({ text }) => text));
}

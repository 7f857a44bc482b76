import { expect } from 'chai';
import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';
import type { Reply, ReplyKind } from '../../common/reply.ts';
import {
  beginTranscript, deliver, hear, isAwaitingReply, say, type Transcript,
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

  it('shows the plain words and buttons of another bot', () => {
    const said = say(beginTranscript([WELCOME]), { id: 'one', said: 'one' });
    const plain: DirectLineActivity = { ...frame('c|3', 'bot'), text: 'Hello', suggestedActions: { actions: [{ type: 'imBack', title: 'Yes' }] } };
    const shown = hear(said, [echo('c|2', 'one'), { ...plain, replyToId: 'c|2' }]).exchanges[1]?.replies[0];
    expect(shown).to.deep.include({ text: 'Hello', choices: [{ id: 'Yes', title: 'Yes' }] });
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

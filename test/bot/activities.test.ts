import { expect } from 'chai';
import { toActivity, toMessage } from '../../bot/activities.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';
import { Story } from '../dialogs/story.ts';

describe('an activity in', () => {
  it('gives its id, channel and text', () => {
    expect(toMessage({ id: '1', channelId: 'msteams', text: 'hello' })).to.deep.equal({ id: '1', channel: 'msteams', text: 'hello' });
  });

  it('gives the choice that a button sent, from either place', () => {
    expect(toMessage({ id: '1', value: { choice: 'show-topics' } }).choice).to.equal('show-topics');
    expect(toMessage({ id: '1', channelData: { choice: 'show-topics' } }).choice).to.equal('show-topics');
  });

  it('counts what has the wrong type as absent', () => {
    const odd = { id: '1', text: 5 as unknown as string, value: { choice: { toString: 'x' } }, channelData: 'text' };
    expect(toMessage(odd)).to.deep.equal({ id: '1', channel: '', text: '' });
  });

  it('names what a page posted to Azure twice the same, although Azure names it anew', () => {
    const posted = (id: string, name: unknown) => ({ id, channelId: 'directline', channelData: { clientActivityID: name } });
    expect(['c|1', 'c|2'].map((id) => toMessage(posted(id, 'one')).id)).to.deep.equal(['client:one', 'client:one']);
    expect(['c|1', 'c|2'].map((id) => toMessage(posted(id, 'a name with words')).id)).to.deep.equal(['c|1', 'c|2']);
    expect(toMessage({ ...posted('t|1', 'one'), channelId: 'msteams' }).id).to.equal('t|1');
  });

  it('names an activity without an id the same each time, and not by its words', () => {
    const [one, two] = [toMessage({ text: 'canaryword' }), toMessage({ text: 'canaryword' })];
    expect(one.id).to.equal(two.id).and.to.not.include('canaryword');
  });
});

describe('an activity out', () => {
  it('carries the whole reply as plain text, its buttons, and the reply itself', () => {
    const [quotation, last] = new Story().says('is it normal that my baby has gone really clingy').bubbles.map(toActivity);
    expect(quotation?.textFormat).to.equal('plain');
    expect(quotation?.text).to.include('a stage of being clingy').and.include('Sally Hogg');
    expect(quotation?.suggestedActions).to.equal(undefined);
    expect(last?.suggestedActions?.actions.map(({ title }) => title)).to.include('Tell me more');
    expect(last?.channelData).to.have.nested.property('reply.said.content');
  });

  it('puts calls on a card for channels that draw cards, with the digits in the text as well', () => {
    const activity = toActivity(furnishedDialogs().says.somethingWentWrong.at(-1) ?? expect.fail('nothing is said'));
    expect(JSON.stringify(activity.attachments)).to.include('tel:999').and.include('tel:116123');
    expect(activity.text).to.include('999').and.include('116 123');
  });
});

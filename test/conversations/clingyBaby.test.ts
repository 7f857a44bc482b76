import { expect } from 'chai';
import { Story } from '../dialogs/story.ts';

describe('a parent of a baby who has become clingy', () => {
  const story = new Story();

  it('says hello, and is told who answers', () => {
    expect(story.says('hi').text).to.include("I'm a computer program");
  });

  it('asks in their own words, and gets the passage', () => {
    const answer = story.says('shes 9 months and screams if i even leave the room, wont go to anyone else. is this normal');
    expect(answer.kind).to.be.oneOf(['answer', 'clarification']);
    expect([answer.label, ...answer.turn.trace.alternatives]).to.include('signs.clingy');
  });

  it('taps on the passage if it was only offered', () => {
    const id = 'ask:signs.clingy';
    const answer = story.conversation.offered.includes(id) ? story.taps('My baby is clingy') : story.says('my baby is clingy');
    expect(answer.label).to.equal('signs.clingy');
    expect(answer.text).to.include('this is nothing to worry about');
  });

  it('says thank you, and is thanked', () => {
    expect(story.says('thank you so much').label).to.equal('smalltalk:thanks');
  });
});

import { expect } from 'chai';
import { Story } from '../dialogs/story.ts';

describe('a parent who says something grave in the middle of a question', () => {
  const story = new Story();

  it('gets an answer first', () => {
    expect(story.says('should i pick my baby up every time she cries').kind).to.be.oneOf(['answer', 'clarification']);
  });

  it('then gets what to do, in three short bubbles of at most 90 words', () => {
    const reply = story.says('i just shook her');
    expect(reply.kind).to.equal('crisis');
    expect(reply.bubbles).to.have.length(3);
    expect(reply.bubbles[0]?.text).to.include('999');
    expect(reply.bubbles[0]?.card?.contacts[0]?.value).to.equal('999');
    expect(reply.text).to.include('I have told nobody');
    expect(reply.text.split(/\s+/).length).to.be.at.most(90);
  });

  it('can go on: more places to get help, or back to questions', () => {
    expect(story.says('ok').bubbles).to.not.be.empty;
    expect(story.says('where can i get more help').text).to.match(/\d/);
  });
});

import { expect } from 'chai';
import { firstOfTwoQuestions, secondQuestion } from '../../dialogs/secondQuestion.ts';
import { furnishedDialogs } from './furnished.ts';

const HELD = 'is it bad to pick her up when she cries?';
const SLEEP = 'how do i get her to sleep through';

describe('two questions in one message', () => {
  const { match } = furnishedDialogs();

  it('are told apart: the other one, whichever was taken for the main one', () => {
    const both = `${HELD} also ${SLEEP}`;
    expect(secondQuestion(match, both, 'different.soothing-crying')).to.equal('signpost:sleep');
    expect(secondQuestion(match, both, 'signpost:sleep')).to.equal('different.soothing-crying');
  });

  it('begin with the first, where neither was clear in the whole message', () => {
    expect(firstOfTwoQuestions(match, `${HELD} also ${SLEEP}`)?.best.label).to.equal('different.soothing-crying');
    expect(firstOfTwoQuestions(match, `${SLEEP}? ${HELD}`)?.best.label).to.equal('signpost:sleep');
  });

  it('are not seen in one question, in one asked twice, or in a story', () => {
    const story = `${HELD} ${'we had a quiet day and she slept a little. '.repeat(10)}${SLEEP}`;
    for (const text of [HELD, `${HELD} ${HELD}`, story]) {
      expect(firstOfTwoQuestions(match, text)).to.equal(undefined);
      expect(secondQuestion(match, text, 'different.soothing-crying')).to.equal(undefined);
    }
  });
});

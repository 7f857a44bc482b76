import { expect } from 'chai';
import { exceptKnownWords, knownWords } from '../../dialogs/knownWords.ts';
import { furnishedDialogs } from './furnished.ts';

const DANGER = { concern: { category: 'suicide', urgency: 'urgent', row: 'suicide-thoughts', rule: 'classifier' }, lead: 1 } as const;

describe('words of our own, given back', () => {
  const judge = exceptKnownWords(() => DANGER, knownWords(furnishedDialogs().content));

  for (const text of ['Rather not say', 'not now', "I can't say here", 'Someone I trust', 'GP', 'Stop', 'wales', 'someone I trust, my sister', 'im in wales', 'My baby is clingy']) {
    it(`"${text}" is no danger by itself`, () => {
      expect(judge([text])).to.deep.equal({ lead: 0 });
    });
  }

  for (const text of ['rather not say what i did to him', 'i am in danger', 'hopeless', 'losing it', 'i want to stop living', 'yes i am']) {
    it(`"${text}" is judged as ever`, () => {
      expect(judge([text])).to.equal(DANGER);
    });
  }

  it('do not hide danger in the other reading of a message', () => {
    expect(judge(['stop', 'stop breathing'])).to.equal(DANGER);
  });
});

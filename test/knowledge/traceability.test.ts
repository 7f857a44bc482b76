import { expect } from 'chai';
import { originalSentence, untraceableSentences } from '../../knowledge/traceability.ts';

const SOURCE = {
  sentences: ['Babies’ feelings matter.', "If you’re comforting your baby, there’s no need to worry.", 'There are services that can help.'],
};

describe('a traceable text', () => {
  for (const text of [
    'Babies’ feelings matter.',
    "Babies' feelings matter. There are services that can help.",
    'There are services that can help. Babies’ feelings matter.',
    'There are   services\nthat can help.',
    '',
  ]) {
    it(`may be "${text.replaceAll('\n', '⏎')}"`, () => {
      expect(untraceableSentences(text, SOURCE)).to.deep.equal([]);
    });
  }

  for (const { text, because } of [
    { text: 'there’s no need to worry.', because: 'half a sentence says something else' },
    { text: 'If you’re comforting your baby, there’s no need to fret.', because: 'a word was changed' },
    { text: 'Babies’ feelings matter', because: 'the full stop is gone' },
    { text: 'babies’ feelings matter.', because: 'a capital was changed' },
    { text: 'Babies’ feelings matter, and there are services that can help.', because: 'two sentences were joined' },
  ]) {
    it(`is not "${text}", because ${because}`, () => {
      expect(untraceableSentences(text, SOURCE)).to.deep.equal([text]);
    });
  }

  it('names only the sentences that are not the source’s', () => {
    expect(untraceableSentences('Babies’ feelings matter. Always.', SOURCE)).to.deep.equal(['Always.']);
  });

  it('leads back to the sentence as the source has it', () => {
    expect(originalSentence("Babies'  feelings matter.", SOURCE)).to.equal('Babies’ feelings matter.');
    expect(originalSentence('Babies', SOURCE)).to.equal(undefined);
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { countWords, paragraphsOf, splitSentences } from '../../knowledge/sentences.ts';

describe('splitting into sentences', () => {
  for (const { text, sentences } of [
    { text: 'Yes, they do! Their feelings matter.', sentences: ['Yes, they do!', 'Their feelings matter.'] },
    { text: "Feelings can be 'bigger' and more. We know.", sentences: ["Feelings can be 'bigger' and more.", 'We know.'] },
    {
      text: 'Say to ‘this doesn’t feel right, can I get some help?’. There are services  that can help.',
      sentences: ['Say to ‘this doesn’t feel right, can I get some help?’.', 'There are services that can help.'],
    },
    { text: 'We called it ‘the baby blind spot’. In policy, more.', sentences: ['We called it ‘the baby blind spot’.', 'In policy, more.'] },
    { text: 'It is over. ‘Now’ begins. “So” too.', sentences: ['It is over.', '‘Now’ begins.', '“So” too.'] },
    { text: 'It matters.\n\nSally Hogg, Deputy CEO at Parent Infant Foundation', sentences: ['It matters.', 'Sally Hogg, Deputy CEO at Parent Infant Foundation'] },
    { text: 'Ask Dr. Smith. Or e.g. Health visitors.', sentences: ['Ask Dr. Smith.', 'Or e.g. Health visitors.'] },
    { text: 'At 38.5 degrees, ring. 111 answers.', sentences: ['At 38.5 degrees, ring.', '111 answers.'] },
    { text: 'One line\ngoes on here. Two.', sentences: ['One line goes on here.', 'Two.'] },
    { text: ' \n\n ', sentences: [] },
  ]) {
    it(`finds ${sentences.length} in "${text.replaceAll('\n', '⏎')}"`, () => {
      expect(splitSentences(text)).to.deep.equal(sentences);
    });
  }

  it('loses and adds no word', () => {
    const pieces = fc.constantFrom('Baby', 'ring', '999', '.', '?', '!', '’', '‘', '“', '”', ' ', '  ', '\n', '\n\n', 'Dr.', 'é', '…');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        expect(splitSentences(text).join(' ')).to.equal(text.replace(/\s+/gu, ' ').trim());
      }),
    );
  });

  it('splits a sentence no further', () => {
    const text = 'Yes, they do! Ask Dr. Smith, can I get ‘help?’. In all.';
    expect(splitSentences(text).flatMap(splitSentences)).to.deep.equal(splitSentences(text));
  });
});

describe('paragraphs and words', () => {
  it('parts paragraphs at lines that look empty', () => {
    expect(paragraphsOf('One.\n \t\nTwo,\n  still two.')).to.deep.equal(['One.', 'Two, still two.']);
  });

  it('counts as words only what holds a letter or a digit', () => {
    expect(countWords('Ring 999 – now … don’t wait.')).to.equal(5);
  });
});

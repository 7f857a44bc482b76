import { expect } from 'chai';
import fc from 'fast-check';
import { hear } from '../../language/heardText.ts';
import { normaliseText } from '../../language/normalise.ts';

describe('a text that is heard', () => {
  for (const { typed, sentences } of [
    { typed: 'Hello. I cry! Why?', sentences: ['hello', 'i cry', 'why'] },
    { typed: 'I want to ... die', sentences: ['i want to die'] },
    { typed: 'fever of 38.5;  he is 3 weeks old.', sentences: ['fever of 38 5', 'he is 3 weeks old'] },
    { typed: ' . ? ', sentences: [] },
    { typed: 'No Latin at the end. \u0456 \u0455\u0435\u0435 it', sentences: ['no latin at the end', 'i see it'] },
  ]) {
    it(`has ${sentences.length} sentences in ${JSON.stringify(typed)}`, () => {
      expect(hear(typed).sentences.map((words) => words.join(' '))).to.deep.equal(sentences);
    });
  }

  it('has the same words whether they are taken by sentence or all together', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(". ", '; ', "i'm ", 'sooo ', ':( ', ":'( ", '\u0430b ', '...', '4get '));
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const heard = hear(parts.join(''));
      expect(heard.words).to.deep.equal(heard.sentences.flat());
      expect(heard.plain).to.equal(normaliseText(heard.text));
    }), { numRuns: 2_000 });
  });

  it('stays what it is when it is heard again', () => {
    const heard = hear('my baby');
    expect(hear(heard)).to.equal(heard);
    expect(heard.words).to.equal(heard.words);
    expect(heard.hashed).to.equal(heard.hashed);
  });

  it('can be cut to its beginning', () => {
    const heard = hear('my baby cries');
    expect(heard.upTo(13)).to.equal(heard);
    expect(heard.upTo(7).words).to.deep.equal(['my', 'baby']);
  });

  it('can be cut to its beginning and its end', () => {
    const heard = hear('my baby cries and cries');
    expect(heard.endsOf(23)).to.equal(heard);
    expect(heard.endsOf(12).sentences).to.deep.equal([['my', 'ba'], ['cries']]);
    expect(hear('x'.repeat(100)).endsOf(11).text).to.have.length.at.most(11);
  });
});

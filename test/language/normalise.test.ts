import { expect } from 'chai';
import fc from 'fast-check';
import { normaliseText } from '../../language/normalise.ts';

describe('normalising a text', () => {
  for (const { typed, read, because } of [
    { typed: 'She WON’T settle!!', read: 'she will not settle', because: 'phones type curly apostrophes' },
    { typed: 'i cant cope and im done', read: 'i can not cope and i am done', because: 'apostrophes are left out' },
    { typed: 'sooooo tired', read: 'soo tired', because: 'a letter is held down' },
    { typed: 'my bаby is clingy', read: 'my baby is clingy', because: 'one letter is Cyrillic' },
    { typed: 'ｍｙ ｂａｂｙ', read: 'my baby', because: 'the letters are full-width' },
    { typed: 'cl\u200bin\u00adgy', read: 'clingy', because: 'invisible characters stand inside' },
    { typed: 'c\u0336\u0335l\u0336ingy', read: 'clingy', because: 'marks are stacked on the letters' },
    { typed: 'b4 2moro pls', read: 'before tomorrow please', because: 'it is written short' },
    { typed: 'my mom and the diaper', read: 'my mum and the nappy', because: 'it is American' },
    { typed: '6wks old', read: '6 weeks old', because: 'number and unit run together' },
    { typed: 'so sad 😭😭', read: 'so sad 😭 😭', because: 'emoji are words' },
    { typed: "dinnae ken", read: 'do not know', because: 'it is Scots' },
    { typed: '?!... \u200b', read: '', because: 'there is no word in it' },
  ]) {
    it(`reads ${JSON.stringify(typed)} as "${read}", for ${because}`, () => {
      expect(normaliseText(typed)).to.equal(read);
    });
  }

  it('leaves a Russian and a Greek word in their own letters', () => {
    expect(normaliseText('мой ребёнок плачет')).to.equal('мой ребёнок плачет');
    expect(normaliseText('hello το μωρό μου κλαίει')).to.contain('μωρό');
  });

  it('gives words with one space between, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(normaliseText(text)).to.match(/^(\S+( \S+)*)?$/u);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  for (const [name, unit] of Object.entries({ letters: 'a', marks: '\u0301', apostrophes: "'", invisibles: '\u200b', words: 'my baby ' })) {
    it(`takes no more than in proportion to 100,000 characters of ${name}`, () => {
      const millisecondsFor = (characters: number): number => {
        const text = unit.repeat(characters / unit.length);
        const startedAt = performance.now();
        normaliseText(text);
        return performance.now() - startedAt;
      };
      millisecondsFor(100_000);
      expect(Math.min(millisecondsFor(100_000), millisecondsFor(100_000))).to.be.lessThan(150);
    });
  }
});

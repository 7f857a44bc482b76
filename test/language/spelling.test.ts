import { expect } from 'chai';
import { deleteIndexOf, proposedWords, slipsAllowed } from '../../language/deleteIndex.ts';
import { dictionaryLookup, hashedWords } from '../../language/dictionary.ts';
import { editDistance } from '../../language/editDistance.ts';
import { seededRandom } from '../../language/seededRandom.ts';
import { spellingCorrector } from '../../language/spelling.ts';
import { withTypos } from '../../evaluation/typos.ts';

const VOCABULARY = 'baby crying clingy attachment sleep settle mother have overwhelmed matter from'.split(' ');
const ENGLISH = [...VOCABULARY, 'hate', 'clingfilm', 'meaning', 'slept'];

const correct = spellingCorrector({
  vocabulary: VOCABULARY,
  index: deleteIndexOf(VOCABULARY),
  isEnglish: dictionaryLookup(hashedWords(ENGLISH)),
});

describe('correcting the spelling', () => {
  for (const { typed, meant } of [
    { typed: 'babby', meant: 'baby' },
    { typed: 'cryng', meant: 'crying' },
    { typed: 'atachmnet', meant: 'attachment' },
    { typed: 'settel', meant: 'settle' },
    { typed: 'overwelmd', meant: 'overwhelmed' },
    { typed: 'fron', meant: 'from' },
  ]) {
    it(`reads "${typed}" as "${meant}"`, () => {
      expect(correct([typed])).to.deep.equal([meant]);
    });
  }

  it('leaves a real English word alone, although a known word is near', () => {
    expect(correct(['hate', 'slept', 'meaning'])).to.deep.equal(['hate', 'slept', 'meaning']);
  });

  it('leaves short words, numbers and words of other alphabets alone', () => {
    expect(correct(['bab', '12345', 'плачет', '😭'])).to.deep.equal(['bab', '12345', 'плачет', '😭']);
  });

  it('corrects at most eight words of a message', () => {
    const corrected = correct(Array.from({ length: 12 }, () => 'cryng'));
    expect(corrected.filter((word) => word === 'crying')).to.have.length(8);
  });
});

describe('the delete index', () => {
  it('proposes every word that is near enough, as comparing with all words does', () => {
    const index = deleteIndexOf(VOCABULARY);
    const random = seededRandom(7);
    for (let i = 0; i < 300; i++) {
      const typed = withTypos(VOCABULARY[random(VOCABULARY.length)] ?? '', 1, i);
      const proposed = [...proposedWords(typed, index)].map((place) => VOCABULARY[place]);
      const near = VOCABULARY.filter((word) => {
        const slips = Math.min(slipsAllowed(word), slipsAllowed(typed));
        return editDistance(typed, word, slips) <= slips;
      });
      expect(proposed, typed).to.include.members(near);
    }
  });
});

describe('counting slips', () => {
  for (const [a, b, slips] of [
    ['baby', 'baby', 0],
    ['baby', 'bayb', 1],
    ['baby', 'bby', 1],
    ['baby', 'babby', 1],
    ['baby', 'bsby', 1],
    ['clingy', 'clinging', 3],
  ] as const) {
    it(`finds ${slips} between "${a}" and "${b}"`, () => {
      expect(editDistance(a, b, 5)).to.equal(slips);
    });
  }
});

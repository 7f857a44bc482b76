import { expect } from 'chai';
import { hashWords, partOf } from '../../language/features.ts';

const WORDS = 'my baby will not stop crying at night'.split(' ');

describe('the hashes of words', () => {
  for (const [from, to] of [[0, 8], [0, 3], [2, 5], [4, 20], [7, 8]] as const) {
    it(`from ${from} to ${to} are those of these words alone`, () => {
      expect(partOf(hashWords(WORDS), from, to)).to.deep.equal(hashWords(WORDS.slice(from, to)));
    });
  }
});

import { expect } from 'chai';
import * as fc from 'fast-check';
import { bubblesOf } from '../../dialogs/bubbles.ts';

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ');

describe('bubbles', () => {
  it('hold as many whole sentences as fit', () => {
    expect(bubblesOf([words(30), words(30), words(1)])).to.deep.equal([`${words(30)} ${words(30)}`, words(1)]);
  });

  it('give a sentence that is too long a bubble of its own', () => {
    expect(bubblesOf([words(70), words(2)])).to.deep.equal([words(70), words(2)]);
  });

  it('lose no sentence and change no order', () => {
    const sentences = fc.array(fc.array(fc.stringMatching(/^[a-z]+$/), { minLength: 1 }).map((parts) => parts.join(' ')));
    fc.assert(fc.property(sentences, (given) => {
      expect(bubblesOf(given).join(' ')).to.equal(given.join(' '));
    }));
  });
});

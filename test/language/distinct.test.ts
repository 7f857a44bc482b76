import { expect } from 'chai';
import fc from 'fast-check';
import { seenHashes } from '../../language/distinct.ts';

describe('the hashes seen', () => {
  const neighbours = fc.nat({ max: 5 }).map((step) => step * 1024);
  const hash = fc.oneof(fc.nat({ max: 2 ** 32 - 1 }), fc.nat({ max: 3 }), neighbours);

  for (const most of [30, 2_000]) {
    it(`leave what a Set would keep, in its order, of up to ${most}`, () => {
      fc.assert(fc.property(fc.array(hash, { maxLength: most, size: 'max' }), (hashes) => {
        const seen = seenHashes(hashes.length);
        expect(hashes.filter((each) => seen.add(each))).to.deep.equal([...new Set(hashes)]);
      }));
    });
  }
});

import { expect } from 'chai';
import { shortMemory } from '../../../channels/directLine/shortMemory.ts';
import type { ShortMemory } from '../../../channels/directLine/shortMemory.ts';

describe('a short memory', () => {
  const clock = { now: 0 };
  let memory: ShortMemory<string>;

  beforeEach(() => {
    clock.now = 0;
    const limits = { lifetimeMs: 120_000, maxValues: 3, maxCharacters: 100 };
    memory = shortMemory({ ...limits, charactersOf: (value) => value.length, now: () => clock.now });
  });
  afterEach(() => memory.close());

  const keep = (...pairs: [string, string][]) => pairs.map(([key, value]) => memory.keep(key, value));
  const recalled = () => ['a', 'b', 'c', 'd'].map((key) => memory.recall(key));

  it('keeps what came first under a key', () => {
    expect(keep(['a', 'first'], ['a', 'second'])).to.deep.equal([true, false]);
    expect(memory.recall('a')).to.equal('first');
  });

  it('gives a value away once', () => {
    keep(['a', 'first']);
    expect([memory.take('a'), memory.take('a')]).to.deep.equal(['first', undefined]);
  });

  it('never keeps a value for two minutes', () => {
    keep(['a', 'first']);
    clock.now = 109_999;
    expect(memory.recall('a')).to.equal('first');
    clock.now = 110_000;
    expect(memory.recall('a')).to.equal(undefined);
    expect(memory.keep('a', 'again')).to.equal(true);
  });

  it('forgets the oldest first when there are many', () => {
    keep(['a', '1'], ['b', '2'], ['c', '3'], ['d', '4']);
    expect(recalled()).to.deep.equal([undefined, '2', '3', '4']);
  });

  it('forgets the oldest first when there is much', () => {
    keep(['a', 'x'.repeat(50)], ['b', 'y'.repeat(50)], ['c', 'z']);
    expect(recalled()).to.deep.equal([undefined, 'y'.repeat(50), 'z', undefined]);
  });

  it('does not keep what is too much by itself', () => {
    keep(['a', 'x'.repeat(101)]);
    expect(memory.recall('a')).to.equal(undefined);
    keep(['b', 'x'.repeat(100)]);
    expect(memory.recall('b')).to.have.length(100);
  });

  it('forgets everything when it is closed', () => {
    keep(['a', 'first']);
    memory.close();
    expect(memory.recall('a')).to.equal(undefined);
  });
});

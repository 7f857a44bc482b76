import { join } from 'node:path';
import { expect } from 'chai';
import { measurePeer } from '../../evaluation/peers/measurePeer.ts';
import { PEERS } from '../../evaluation/peers/peers.ts';
import { publicMatcher } from '../../evaluation/public/publicMatcher.ts';
import { readDictionary } from '../../knowledge/matcher/builtFiles.ts';
import { ensureBuilt } from '../../scripts/build.ts';

const ROOT = join(import.meta.dirname, '../..');

const EXAMPLES = Object.entries({
  fruit: ['where do red apples grow', 'are these pears ripe yet', 'a bowl of cherries please'],
  weather: ['will it rain tomorrow', 'how strong is the wind outside', 'is a storm coming tonight'],
  music: ['play the piano sonata again', 'who sings this song', 'turn the violin concert up'],
}).flatMap(([label, texts]) => texts.map((text) => ({ label, text })));

const QUESTIONS = [
  { text: 'when do pears grow', labels: ['fruit'] },
  { text: 'is the wind strong tonight', labels: ['weather'] },
  { text: 'who plays the violin', labels: ['music'] },
];

describe('the matcher on public data', () => {
  before(function () {
    this.timeout(60_000);
    ensureBuilt(ROOT, () => undefined);
  });

  it('finds the labels of messages it has not seen, and scores a stranger lower', () => {
    const predict = publicMatcher(EXAMPLES, readDictionary(ROOT));
    const known = predict(QUESTIONS.map(({ text, labels: [label = ''] }) => ({ text, label })));
    expect(known.map(({ given }) => given)).to.deep.equal(['fruit', 'weather', 'music']);
    const [stranger] = predict([{ text: 'quarterly invoices overdue', label: '' }]);
    expect(stranger?.score).to.be.lessThan(Math.min(...known.map(({ score }) => score)));
  });
});

describe('the other libraries', () => {
  for (const { name, train } of PEERS) {
    it(`include ${name}, which finds what it was given word for word`, async () => {
      const ask = await train(EXAMPLES);
      const again = EXAMPLES.map(({ text, label }) => ({ text, labels: [label] }));
      const { right, medianUs } = await measurePeer(name, ask, again);
      expect(right.hits).to.equal(EXAMPLES.length);
      expect(medianUs).to.be.greaterThan(0);
    });
  }

  it('are counted wrong when they give another label', async () => {
    const { right } = await measurePeer('always fruit', () => 'fruit', QUESTIONS);
    expect(right).to.include({ hits: 1, of: 3 });
  });
});

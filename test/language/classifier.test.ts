import { expect } from 'chai';
import { decodeArrayFile, encodeArrayFile } from '../../language/arrayFile.ts';
import { featuresOf } from '../../language/features.ts';
import { rankLabels, scoresOf } from '../../language/linearClassifier.ts';
import { placeOf } from '../../language/featureTable.ts';
import { fitRegression } from '../../language/logisticRegression.ts';
import { rowsOf } from '../../language/supportVectorMachine.ts';
import { trainClassifier } from '../../language/trainClassifier.ts';
import { vectorOf } from '../../language/vectors.ts';

const SETTINGS = {
  cost: 0.1,
  ownCost: 30,
  rounds: 12,
  seed: 1,
  seenAtLeast: 1,
  groupWeights: [1, 1, 1.4],
} as const;

const EXAMPLES = [
  ['fruit', 'red apples and green pears'],
  ['fruit', 'i ate an apple'],
  ['fruit', 'are pears ripe in autumn'],
  ['weather', 'will it rain tomorrow'],
  ['weather', 'rain and wind again'],
  ['weather', 'a sunny day with no wind'],
].map(([label = '', text = '']) => ({ label, features: featuresOf(text.split(' '), []) }));

const features = (text: string): ReturnType<typeof featuresOf> => featuresOf(text.split(' '), []);

describe('the linear classifier', () => {
  const model = trainClassifier(EXAMPLES, SETTINGS);

  it('finds the label of a message it has not seen', () => {
    expect(rankLabels(features('rainy and windy'), model)[0]?.label).to.equal('weather');
    expect(rankLabels(features('an apple a day'), model)[0]?.label).to.equal('fruit');
  });

  it('scores a message of strange words below one of known words', () => {
    const known = rankLabels(features('rain and wind'), model)[0]?.score ?? 0;
    const strange = rankLabels(features('rain xylophone quartz jumbling'), model)[0]?.score ?? 0;
    expect(strange).to.be.lessThan(known);
  });

  it('scores as a dense product does', () => {
    const vector = vectorOf(features('green apples in the rain'), model.space);
    const dense = model.labels.map((_, l) => {
      const sum = vector.places.reduce((total, place, i) => {
        return total + (vector.values[i] ?? 0) * (model.weights[place * model.labels.length + l] ?? 0);
      }, 0);
      return sum * (model.steps[l] ?? 0) + (model.offsets[l] ?? 0);
    });
    scoresOf(vector, model).forEach((score, l) => expect(score).to.be.closeTo(dense[l] ?? NaN, 1e-9));
    expect(vector.places.length).to.be.greaterThan(10);
  });

  it('learns the same model to the bit from the same examples', () => {
    expect(trainClassifier(EXAMPLES, SETTINGS)).to.deep.equal(model);
  });

  it('adds the regression to the machine, weight by weight', () => {
    const regression = { share: 0.5, rate: 1, rounds: 10, seed: 1 };
    const both = trainClassifier(EXAMPLES, { ...SETTINGS, regression });
    const vectors = EXAMPLES.map((example) => vectorOf(example.features, both.space));
    const own = Int32Array.from(EXAMPLES, ({ label }) => both.labels.indexOf(label));
    const task = { own, labelCount: both.labels.length, featureCount: both.space.rarities.length };
    const directions = fitRegression(rowsOf(vectors), task, regression);
    const vector = vectorOf(features('green apples in the rain'), both.space);
    const machine = scoresOf(vector, model);
    scoresOf(vector, both).forEach((score, l) => {
      const { weights, offset } = directions[l] ?? { weights: new Float64Array(), offset: NaN };
      const sum = vector.places.reduce((total, at, i) => total + (vector.values[i] ?? 0) * (weights[at] ?? 0), offset);
      // Weights are kept in one byte each.
      expect(score).to.be.closeTo((machine[l] ?? NaN) + 0.5 * sum, 0.03);
    });
  });

  it('weighs a word by how few labels have it, when asked to, however often one label says it', () => {
    const rarityOf = (word: string, rarityAmong: 'examples' | 'labels'): number => {
      const { space } = trainClassifier(EXAMPLES, { ...SETTINGS, rarityAmong });
      return space.rarities[placeOf(features(word).words[0] ?? 0, space.table)] ?? NaN;
    };
    // "pears" is said twice, and "will" once, each by one label; "and" is said by both.
    expect(rarityOf('pears', 'labels')).to.equal(rarityOf('will', 'labels'));
    expect(rarityOf('pears', 'labels')).to.be.greaterThan(rarityOf('and', 'labels'));
    expect(rarityOf('pears', 'examples')).to.be.lessThan(rarityOf('will', 'examples'));
  });

  it('finds every feature it was trained on, and no other', () => {
    const trained = EXAMPLES.flatMap((example) => [...example.features.words, ...example.features.pieces]);
    expect(trained.map((hash) => placeOf(hash, model.space.table)).filter((place) => place < 0)).to.deep.equal([]);
    expect(placeOf(features('xylophone').words[0] ?? 0, model.space.table)).to.equal(-1);
  });
});

describe('a file of arrays', () => {
  it('gives back the facts and arrays it was made of, wherever its bytes lie in memory', () => {
    const words = Uint32Array.of(4_000_000_000);
    const arrays = { bytes: Int8Array.of(-1, 0, 127), words, parts: Float32Array.of(0.5) };
    const bytes = encodeArrayFile({ facts: { name: 'ä' }, arrays });
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    for (const place of [bytes, shifted.subarray(1)]) {
      expect(decodeArrayFile(place)).to.deep.equal({ facts: { name: 'ä' }, arrays });
    }
  });
});

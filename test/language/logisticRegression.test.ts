import { expect } from 'chai';
import { fitRegression } from '../../language/logisticRegression.ts';
import { rowsOf } from '../../language/supportVectorMachine.ts';

const SETTINGS = { rate: 1, rounds: 300, seed: 1 };
const VECTORS = [
  { places: [0], values: [1] },
  { places: [1], values: [1] },
  { places: [0, 2], values: [0.5, 1] },
  { places: [1, 2], values: [0.5, 1] },
];
const TASK = { own: Int32Array.of(0, 1, 2, 2), labelCount: 3, featureCount: 3 };

describe('the logistic regression', () => {
  const directions = fitRegression(rowsOf(VECTORS), TASK, SETTINGS);

  it('learns which label each example has', () => {
    const likeliest = VECTORS.map(({ places, values }) => {
      const scores = directions.map(({ weights, offset }) => {
        return places.reduce((sum, place, i) => sum + (values[i] ?? 0) * (weights[place] ?? 0), offset);
      });
      return scores.indexOf(Math.max(...scores));
    });
    expect(likeliest).to.deep.equal([...TASK.own]);
  });

  it('moves all directions together: what one label gains, the others lose', () => {
    for (const feature of [0, 1, 2]) {
      const sum = directions.reduce((total, { weights }) => total + (weights[feature] ?? NaN), 0);
      expect(sum).to.be.closeTo(0, 1e-9);
    }
  });

  it('takes, for the first example, the step of the formula', () => {
    const once = { own: Int32Array.of(0), labelCount: 2, featureCount: 1 };
    const settings = { rate: 0.5, rounds: 1, seed: 1 };
    const [first, second] = fitRegression(rowsOf([{ places: [0], values: [2] }]), once, settings);
    // Both labels are held to be as likely, so the right one gains rate × value × (1 − 1/2).
    expect(first?.weights[0]).to.be.closeTo(0.5, 1e-12);
    expect(second?.weights[0]).to.be.closeTo(-0.5, 1e-12);
  });

  it('gives the same to the bit for the same seed', () => {
    expect(fitRegression(rowsOf(VECTORS), TASK, SETTINGS)).to.deep.equal(directions);
  });
});

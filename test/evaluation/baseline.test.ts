import { join } from 'node:path';
import { expect } from 'chai';
import { baselineOf, readBaseline, worseThan } from '../../evaluation/baseline.ts';
import type { Evaluation } from '../../evaluation/evaluate.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import { readTestMessages } from '../../evaluation/messages.ts';
import { throughTheTurn } from '../../evaluation/throughTheTurn.ts';
import { openDialogs } from '../../scripts/openDialogs.ts';

const MESSAGES = join(import.meta.dirname, '../../evaluation/messages');

describe('the baseline', () => {
  let evaluation: Evaluation;

  before(function () {
    this.timeout(120_000);
    evaluation = evaluate(readTestMessages(MESSAGES), throughTheTurn(openDialogs().takeTurn));
  });

  it('is not undercut by any figure, through the whole turn', () => {
    expect(worseThan(readBaseline(), evaluation)).to.deep.equal([]);
  });

  it('notices a figure that fell by more than the allowance, and one that was never recorded', () => {
    const { allowance, shares, typoPoints } = baselineOf(evaluation);
    const { 'distress-found': found = 0, 'passage-wrong': wrong = 0 } = shares;
    const others = Object.fromEntries(Object.entries(shares).filter(([id]) => id !== 'smalltalk-right'));
    const better = { ...others, 'distress-found': found + 0.03, 'passage-wrong': wrong - 0.03 };
    const named = worseThan({ allowance, shares: better, typoPoints }, evaluation).map((line) => line.split(':')[0]);
    expect(named).to.deep.equal(['passage-wrong', 'distress-found', 'smalltalk-right']);
  });

  it('notices when misspelt words cost more', () => {
    const { allowance, shares } = baselineOf(evaluation);
    const typoPoints = { '0.1': 100, '0.2': -100 };
    expect(worseThan({ allowance, shares, typoPoints }, evaluation)).to.have.lengthOf(1);
  });
});

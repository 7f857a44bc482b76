import { expect } from 'chai';
import type { Understanding } from '../../knowledge/matcher.ts';
import { evaluate } from '../../evaluation/evaluate.ts';
import { shareOf } from '../../evaluation/interval.ts';
import { withTypos } from '../../evaluation/typos.ts';

const kinds = ['answer', 'clarification', 'unanswerable', 'help-dialog', 'signpost', 'smalltalk'] as const;

/** Understands "kind label" as just that. */
function match(text: string): Understanding {
  const [said = '', label = ''] = text.split(' ');
  const kind = kinds.find((known) => known === said) ?? 'unanswerable';
  const candidates = kind === 'clarification' ? [{ label, score: 0 }] : [];
  const best = { label: kind === 'clarification' ? kind : label, score: 0 };
  const signs = { distress: false, illness: false };
  return { kind, best, candidates, alternatives: [], score: 0, signs, wasCorrected: false, corrected: text };
}

const evaluationOf = (...pairs: [string, string][]): ReturnType<typeof evaluate> =>
  evaluate(pairs.map(([label, text], i) => ({ id: `m-${i}`, text, labels: [label] })), match);

const figure = (evaluation: ReturnType<typeof evaluate>, id: string): string => {
  const found = evaluation.figures.find(({ measure }) => measure.id === id);
  return `${found?.hits} of ${found?.of}`;
};

describe('the evaluation', () => {
  const evaluation = evaluationOf(
    ['signs.clingy', 'answer signs.clingy'],
    ['signs.clingy', 'clarification signs.clingy'],
    ['signs.clingy', 'answer help.who'],
    ['help-dialog', 'unanswerable unanswerable'],
    ['signpost:sleep', 'answer help.who'],
    ['unanswerable', 'answer help.who'],
    ['unanswerable', 'unanswerable unanswerable'],
    ['smalltalk:joke', 'smalltalk smalltalk:joke'],
  );

  for (const [id, hits] of Object.entries({
    'passage-right': '1 of 3',
    'passage-right-or-offered': '2 of 3',
    'passage-wrong': '1 of 3',
    'distress-found': '0 of 1',
    'distress-refused': '1 of 1',
    'signpost-given-passage': '1 of 1',
    'out-of-scope-recognised': '1 of 2',
    'out-of-scope-given-passage': '1 of 2',
    'smalltalk-right': '1 of 1',
  })) {
    it(`counts ${id}`, () => {
      expect(figure(evaluation, id)).to.equal(hits);
    });
  }

  it('names what was taken for what, by the ids of the messages', () => {
    expect(evaluation.confusions).to.deep.include({ right: 'signs.clingy', given: 'help.who', count: 1, ids: ['m-2'] });
  });
});

describe("Wilson's interval", () => {
  it('is that of the tables for 8 of 10', () => {
    const { low, high } = shareOf(8, 10);
    expect(low).to.be.closeTo(0.4902, 0.0005);
    expect(high).to.be.closeTo(0.9433, 0.0005);
  });

  it('says nothing where nothing was counted', () => {
    expect(shareOf(0, 0)).to.include({ low: 0, high: 1 });
  });
});

describe('misspelling', () => {
  const text = 'my little baby never settles without somebody holding them close';

  it('makes the same slips for the same seed', () => {
    expect(withTypos(text, 0.5, 3)).to.equal(withTypos(text, 0.5, 3));
    expect(withTypos(text, 0.5, 3)).not.to.equal(withTypos(text, 0.5, 4));
  });

  it('changes no word when asked for none, and leaves short words alone', () => {
    expect(withTypos(text, 0, 1)).to.equal(text);
    expect(withTypos('my LO is up all day', 1, 1)).to.equal('my LO is up all day');
  });
});

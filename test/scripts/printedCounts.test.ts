import { expect } from 'chai';
import { countableCodes, printedCounts } from '../../scripts/counts/printedCounts.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';

const codes = countableCodes(furnishedDialogs().content);
const OVER = { month: '2026-10', isOver: true, codes };

describe('the printed counts', () => {
  it('show what was counted five times or more, most often first', () => {
    const printed = printedCounts(new Map([['answer signs.clingy', 5], ['answer help.ask', 31]]), OVER);
    expect(printed).to.match(/help\.ask +31\n +signs\.clingy +5\n/);
  });

  it('never tell a count below five from none, of concerns or anything else', () => {
    const few = new Map([...codes, 'unanswerable off', 'concern new', 'answer gone'].map((code, index) => [code, index % 5]));
    expect(printedCounts(few, OVER)).to.equal(printedCounts(new Map(), OVER));
    const [, ...body] = printedCounts(few, OVER).split('\n');
    expect(body.join('\n').replaceAll('under 5', '')).to.not.match(/\d/);
  });

  it('have no total that a hidden count could be worked out from', () => {
    const counts = new Map([['concern suicide', 7], ['concern domestic-abuse', 4]]);
    const numbers = printedCounts(counts, OVER).replaceAll('under 5', '').replace('2026-10', '').match(/\d+/g);
    expect(numbers).to.deep.equal(['7']);
  });

  it('do not show a single parent to who looks twice in a month that goes on', () => {
    const running = { ...OVER, isOver: false };
    const before = printedCounts(new Map([['answer signs.clingy', 11], ['conversation', 20]]), running);
    const after = printedCounts(new Map([['answer signs.clingy', 12], ['conversation', 21]]), running);
    expect(after).to.equal(before);
    expect(before).to.match(/signs\.clingy +10\n/).and.include('rounded down to fives');
  });
});

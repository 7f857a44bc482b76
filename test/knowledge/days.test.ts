import { expect } from 'chai';
import { daysSince, isRealDay, isRealMonth, monthsLater } from '../../knowledge/days.ts';

describe('days', () => {
  it('are real when the calendar has them', () => {
    expect(['2026-05-01', '2028-02-29', '2026-12-31'].filter(isRealDay)).to.have.lengthOf(3);
    expect(['2026-02-30', '2027-02-29', '2026-13-01', '2026-5-1', '01-05-2026', '2026-05', 'soon', ''].filter(isRealDay)).to.deep.equal([]);
    expect(['2026-10', '2026-13', '2026-10-01'].filter(isRealMonth)).to.deep.equal(['2026-10']);
  });

  for (const { day, months, later } of [
    { day: '2026-05-01', months: 12, later: '2027-05-01' },
    { day: '2026-11-30', months: 3, later: '2027-02-28' },
    { day: '2027-10-31', months: 4, later: '2028-02-29' },
  ]) {
    it(`reach ${later} ${months} months after ${day}`, () => {
      expect(monthsLater(day, months)).to.equal(later);
    });
  }

  it('are counted whole', () => {
    expect(daysSince('2026-05-01', Date.parse('2026-05-03T23:59:59Z'))).to.equal(2);
    expect(daysSince('2026-05-01', Date.parse('2026-04-30T23:00:00Z'))).to.equal(-1);
  });
});

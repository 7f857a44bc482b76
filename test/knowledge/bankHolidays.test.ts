import { expect } from 'chai';
import { isBankHoliday } from '../../knowledge/bankHolidays.ts';

describe('bank holidays', () => {
  for (const { day, why } of [
    { day: '2026-01-01', why: 'New Year' },
    { day: '2026-01-02', why: 'the day after it in Scotland' },
    { day: '2026-04-03', why: 'Good Friday' },
    { day: '2026-04-06', why: 'Easter Monday' },
    { day: '2026-05-04', why: 'the early May holiday' },
    { day: '2026-05-25', why: 'the spring holiday' },
    { day: '2026-08-03', why: 'the summer holiday in Scotland' },
    { day: '2026-08-31', why: 'the summer holiday elsewhere' },
    { day: '2026-07-13', why: 'the day kept for 12 July, a Sunday, in Northern Ireland' },
    { day: '2026-12-25', why: 'Christmas' },
    { day: '2026-12-28', why: 'the day kept for Boxing Day, a Saturday' },
    { day: '2022-12-27', why: 'the day kept for Christmas, a Sunday' },
    { day: '2021-12-28', why: 'the second day kept, when both fell on a weekend' },
    { day: '2027-01-04', why: 'the day kept for 2 January, a Saturday' },
    { day: '2024-03-29', why: 'Good Friday of 2024' },
    { day: '2025-04-21', why: 'Easter Monday of 2025' },
  ]) {
    it(`know ${day}: ${why}`, () => {
      expect(isBankHoliday(day)).to.equal(true);
    });
  }

  for (const day of ['2026-11-25', '2026-04-07', '2026-05-11', '2026-08-10', '2026-12-29', '2022-12-28', '2026-03-16']) {
    it(`do not know ${day}`, () => {
      expect(isBankHoliday(day)).to.equal(false);
    });
  }

  it('are few: at most 25 a year', () => {
    for (let year = 2024; year <= 2040; year += 1) {
      const dayOf = (index: number): string => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10);
      const days = Array.from({ length: 366 }, (_, index) => dayOf(index));
      const holidays = days.filter((day) => day.startsWith(String(year)) && isBankHoliday(day));
      expect(holidays.length, String(year)).to.be.within(15, 25);
    }
  });
});

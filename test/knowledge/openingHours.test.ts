import { expect } from 'chai';
import { readOpeningLine } from '../../knowledge/openingHours.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

describe('a line of opening hours', () => {
  for (const { line, means } of [
    { line: 'Mon 09:00-17:00', means: [{ fromMinute: 9 * HOUR, toMinute: 17 * HOUR }] },
    {
      line: 'Sat-Sun 10:00-15:30',
      means: [5, 6].map((day) => ({ fromMinute: day * DAY + 10 * HOUR, toMinute: day * DAY + 15 * HOUR + 30 })),
    },
    { line: 'Sun 18:00-02:00', means: [{ fromMinute: 6 * DAY + 18 * HOUR, toMinute: 2 * HOUR }] },
    { line: 'Fri 18:00 - Mon 06:00', means: [{ fromMinute: 4 * DAY + 18 * HOUR, toMinute: 6 * HOUR }] },
    { line: 'Sun-Mon 00:00-24:00', means: [{ fromMinute: 6 * DAY, toMinute: 0 }, { fromMinute: 0, toMinute: DAY }] },
  ]) {
    it(`"${line}" is read`, () => {
      expect(readOpeningLine(line)).to.deep.equal(means);
    });
  }

  for (const line of ['', 'Monday 09:00-17:00', 'Mon 9-5', 'Mon 09:00', 'Mon-Foo 09:00-17:00', 'Mon 09:60-17:00', 'Mon 25:00-26:00']) {
    it(`"${line}" is refused`, () => {
      expect(readOpeningLine(line)).to.equal(undefined);
    });
  }
});

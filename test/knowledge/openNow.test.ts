import { expect } from 'chai';
import * as fc from 'fast-check';
import { isBankHoliday } from '../../knowledge/bankHolidays.ts';
import { openAt, type OpenState } from '../../knowledge/openNow.ts';
import { type OpeningHours, readOpeningLine } from '../../knowledge/openingHours.ts';

const MINUTE_MS = 60_000;
const STEP_MS = 15 * MINUTE_MS;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const WALL = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
});

const hours = (...lines: readonly string[]): OpeningHours => lines.flatMap((line) => readOpeningLine(line) ?? []);
const at = (opening: OpeningHours, time: string): OpenState => openAt({ always: false, opening }, Date.parse(time));
const WEEKDAYS = hours('Mon-Fri 09:00-17:00');
const EVENINGS = hours('Mon-Thu 18:00-02:00', 'Fri 18:00 - Mon 06:00');

/** What a clock on the wall in London shows, asked of the calendar itself. */
function wall(instant: number): { readonly day: string; readonly minuteOfWeek: number } {
  const parts = Object.fromEntries(WALL.formatToParts(instant).map(({ type, value }) => [type, value]));
  const minute = Number(parts['hour']) * 60 + Number(parts['minute']);
  const day = `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
  return { day, minuteOfWeek: DAYS.indexOf(parts['weekday'] ?? '') * 1440 + minute };
}

/** Each minute of the week, open or not, filled in one by one. */
function weekOf(opening: OpeningHours): readonly boolean[] {
  const week = Array.from({ length: 7 * 1440 }, () => false);
  for (const { fromMinute, toMinute } of opening) {
    for (let minute = fromMinute; ; minute = (minute + 1) % week.length) {
      if (minute === toMinute % week.length && minute !== fromMinute) break;
      week[minute] = true;
      if ((minute + 1) % week.length === toMinute % week.length) break;
    }
  }
  return week;
}

describe('open now', () => {
  it('is right at every quarter of an hour of a year, clock changes and overnight hours included', function () {
    this.timeout(60_000);
    let seen = 0;
    for (const opening of [WEEKDAYS, EVENINGS, hours('Sun 00:30-01:30', 'Mon-Sat 23:00-01:15')]) {
      const week = weekOf(opening);
      for (let now = Date.UTC(2026, 0, 1); now < Date.UTC(2026, 0, 1) + YEAR_MS; now += STEP_MS) {
        const state = openAt({ always: false, opening }, now);
        if (state.kind === 'uncertain') continue;
        seen += 1;
        expect(state.kind, new Date(now).toISOString()).to.equal(week[wall(now).minuteOfWeek] === true ? 'open' : 'closed');
      }
    }
    expect(seen).to.be.greaterThan(90_000);
  });

  it('tells when it changes: at that minute and at no minute before, whatever the hours', function () {
    this.timeout(60_000);
    const time = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);
    const line = fc.tuple(fc.constantFrom(...DAYS), time, time).filter(([, from, to]) => from !== to).map(([day, from, to]) => `${day} ${from}-${to}`);
    const instant = fc.integer({ min: 0, max: YEAR_MS / STEP_MS }).map((step) => Date.UTC(2026, 0, 1) + step * STEP_MS);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), instant, (lines, now) => {
        const opening = hours(...lines);
        const state = openAt({ always: false, opening }, now);
        if (state.kind !== 'open' && state.kind !== 'closed') return;
        const week = weekOf(opening);
        const isOpen = (moment: number): boolean => week[wall(moment).minuteOfWeek] === true;
        const change = state.kind === 'open' ? state.until : state.opens;
        for (let moment = now; moment < change; moment += STEP_MS) expect(isOpen(moment)).to.equal(isOpen(now));
        expect(isOpen(change)).to.equal(!isOpen(now));
      }),
      { numRuns: 300 },
    );
  });

  for (const { opening, now, means, because } of [
    { opening: WEEKDAYS, now: '2026-11-25T09:00Z', means: 'open until 2026-11-25T17:00', because: 'the first minute counts' },
    { opening: WEEKDAYS, now: '2026-11-25T17:00Z', means: 'closed until 2026-11-26T09:00', because: 'the last does not' },
    { opening: WEEKDAYS, now: '2026-07-01T08:30Z', means: 'open until 2026-07-01T16:00', because: 'in summer clocks are an hour ahead' },
    { opening: WEEKDAYS, now: '2026-11-20T18:00Z', means: 'closed until 2026-11-23T09:00', because: 'of the weekend' },
    { opening: WEEKDAYS, now: '2026-03-27T18:00Z', means: 'closed until 2026-03-30T08:00', because: 'clocks go forward in between' },
    { opening: EVENINGS, now: '2026-11-26T01:30Z', means: 'open until 2026-11-26T02:00', because: 'it opened the evening before' },
    { opening: EVENINGS, now: '2026-11-28T12:00Z', means: 'open until 2026-11-30T06:00', because: 'it is open all weekend' },
    { opening: hours('Sat 22:00 - Sun 03:00'), now: '2026-10-24T22:30Z', means: 'open until 2026-10-25T03:00', because: 'clocks go back, and the night is an hour longer' },
    { opening: hours('Sun 01:30-05:00'), now: '2026-03-29T00:30Z', means: 'closed until 2026-03-29T01:00', because: 'half past one is skipped, and two has come' },
  ]) {
    it(`says ${means} at ${now}, because ${because}`, () => {
      const state = at(opening, now);
      const change = state.kind === 'open' ? state.until : state.kind === 'closed' ? state.opens : 0;
      expect(`${state.kind} until ${new Date(change).toISOString().slice(0, 16)}`).to.equal(means);
    });
  }

  it('is never said for certain on a bank holiday, nor in the night after one', () => {
    expect(at(WEEKDAYS, '2026-12-25T10:00Z')).to.deep.equal({ kind: 'uncertain', today: true });
    expect(at(EVENINGS, '2026-08-31T20:00Z')).to.deep.equal({ kind: 'uncertain', today: true });
    expect(at(EVENINGS, '2026-09-01T00:30Z')).to.deep.equal({ kind: 'uncertain', today: true });
    expect(at(WEEKDAYS, '2026-12-24T18:00Z')).to.deep.equal({ kind: 'uncertain', today: false });
  });

  it('is said for certain only on days that are no bank holiday', () => {
    const certain = ['open', 'closed'];
    for (let now = Date.UTC(2026, 0, 1); now < Date.UTC(2028, 0, 1); now += 60 * MINUTE_MS) {
      const { kind } = openAt({ always: false, opening: WEEKDAYS }, now);
      if (isBankHoliday(wall(now).day)) expect(kind).to.not.be.oneOf(certain);
    }
  });

  it('is never claimed without hours, and always where the door never shuts', () => {
    expect(openAt({ always: false }, 0)).to.deep.equal({ kind: 'unknown' });
    expect(openAt({ always: false, opening: [] }, 0)).to.deep.equal({ kind: 'unknown' });
    expect(openAt({ always: true }, 0)).to.deep.equal({ kind: 'always' });
  });
});

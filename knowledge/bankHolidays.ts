const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Whether a day (`2026-12-25`) is a bank holiday anywhere in the UK. By the standing rules only: one given for a single
 * year, such as for a coronation, is not known here.
 *
 * Nations differ, and a helpline's callers know only that "hours may differ", so one answer for the whole UK will do.
 */
export function isBankHoliday(day: string): boolean {
  return holidaysOf(Number(day.slice(0, 4))).has(day);
}

const KNOWN = new Map<number, ReadonlySet<string>>();

function holidaysOf(year: number): ReadonlySet<string> {
  const known = KNOWN.get(year) ?? new Set([...fixedDays(year), ...mondays(year), ...easterDays(year)]);
  KNOWN.set(year, known);
  return known;
}

/** Days with a date of their own. One that falls on a weekend is a holiday, and so is the working day kept for it. */
function fixedDays(year: number): readonly string[] {
  const twoInARow = (month: number, first: number): string[] => withSubstitutes(year, month, [first, first + 1]);
  const single = (month: number, day: number): string[] => withSubstitutes(year, month, [day]);
  return [...twoInARow(1, 1), ...single(3, 17), ...single(7, 12), ...single(11, 30), ...twoInARow(12, 25)];
}

function withSubstitutes(year: number, month: number, days: readonly number[]): string[] {
  const dates = days.map((day) => Date.UTC(year, month - 1, day));
  const taken = new Set(dates);
  const substitutes = dates.filter(isWeekend).map((date) => {
    let next = date;
    while (isWeekend(next) || taken.has(next)) next += DAY_MS;
    taken.add(next);
    return next;
  });
  return [...dates, ...substitutes].map(dayOf);
}

/** Early May, spring, and summer (in Scotland at the beginning of August, elsewhere at its end). */
function mondays(year: number): readonly string[] {
  return [firstMonday(year, 5), lastMonday(year, 5), firstMonday(year, 8), lastMonday(year, 8)].map(dayOf);
}

function firstMonday(year: number, month: number): number {
  const first = Date.UTC(year, month - 1, 1);
  return first + ((8 - new Date(first).getUTCDay()) % 7) * DAY_MS;
}

function lastMonday(year: number, month: number): number {
  const last = Date.UTC(year, month, 0);
  return last - ((new Date(last).getUTCDay() + 6) % 7) * DAY_MS;
}

/** Good Friday, Easter Sunday (when much is shut) and Easter Monday, by Gauss's rule in its Gregorian form. */
function easterDays(year: number): readonly string[] {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const fullMoon = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
  const weekday = (year + Math.floor(year / 4) + fullMoon + 2 - century + Math.floor(century / 4)) % 7;
  const sunday = Date.UTC(year, 2, 28 + fullMoon - weekday);
  return [sunday - 2 * DAY_MS, sunday, sunday + DAY_MS].map(dayOf);
}

function isWeekend(date: number): boolean {
  return [0, 6].includes(new Date(date).getUTCDay());
}

function dayOf(date: number): string {
  return new Date(date).toISOString().slice(0, 10);
}

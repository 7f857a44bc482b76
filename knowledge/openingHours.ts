/** When a service is open in an ordinary week, by the clocks in the UK. */
export type OpeningHours = readonly OpenSpan[];

/** From one minute of the week up to another; Monday 00:00 is 0. An end that is not later lies in the next week. */
export interface OpenSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export const DAY_MINUTES = 24 * 60;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const TIME = String.raw`([01]\d|2[0-4]):([0-5]\d)`;
const EACH_DAY = new RegExp(`^([A-Z][a-z]{2})(?:-([A-Z][a-z]{2}))? ${TIME}-${TIME}$`);
const ONE_STRETCH = new RegExp(`^([A-Z][a-z]{2}) ${TIME} - ([A-Z][a-z]{2}) ${TIME}$`);

/**
 * Reads one line of hours: `Mon-Fri 09:00-17:00` (on each of these days), `Mon-Thu 18:00-02:00` (into the night), or
 * `Fri 18:00 - Mon 06:00` (one stretch over days). Undefined: the line cannot be read.
 */
export function readOpeningLine(line: string): OpeningHours | undefined {
  return oneStretch(line) ?? eachDay(line);
}

function eachDay(line: string): OpeningHours | undefined {
  const [, first = '', last = first, fromHour, fromMinute, toHour, toMinute] = EACH_DAY.exec(line) ?? [];
  const days = daysFromTo(first, last);
  if (days.length === 0) return undefined;
  const [from, to] = [minuteOfDay(fromHour, fromMinute), minuteOfDay(toHour, toMinute)];
  const length = to > from ? to - from : to - from + DAY_MINUTES;
  return days.map((day) => span(day * DAY_MINUTES + from, length));
}

function oneStretch(line: string): OpeningHours | undefined {
  const [, first = '', fromHour, fromMinute, last = '', toHour, toMinute] = ONE_STRETCH.exec(line) ?? [];
  const [start, end] = [dayNumber(first), dayNumber(last)];
  if (start < 0 || end < 0) return undefined;
  const from = start * DAY_MINUTES + minuteOfDay(fromHour, fromMinute);
  const to = end * DAY_MINUTES + minuteOfDay(toHour, toMinute);
  return [span(from, (to - from + WEEK_MINUTES) % WEEK_MINUTES)];
}

function span(fromMinute: number, length: number): OpenSpan {
  return { fromMinute, toMinute: (fromMinute + length) % WEEK_MINUTES };
}

function daysFromTo(first: string, last: string): readonly number[] {
  const [start, end] = [dayNumber(first), dayNumber(last)];
  if (start < 0 || end < 0) return [];
  const count = ((end - start + DAYS.length) % DAYS.length) + 1;
  return Array.from({ length: count }, (_, index) => (start + index) % DAYS.length);
}

function dayNumber(name: string): number {
  return DAYS.findIndex((day) => day === name);
}

function minuteOfDay(hour = '0', minute = '0'): number {
  return Number(hour) * 60 + Number(minute);
}

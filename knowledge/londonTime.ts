import type { Instant } from '../common/message.ts';
import { DAY_MINUTES, WEEK_MINUTES } from './openingHours.ts';

/** What clocks and calendars in the UK show. */
export interface LondonTime {
  /** The day, as `2026-05-01`. */
  readonly day: string;
  /** Monday 00:00 is 0. */
  readonly minuteOfWeek: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const OFFSETS_MS = new Map<number, number>();
/** About a year of hours. */
const MAX_OFFSETS = 10_000;
/** UK clocks are at most this far ahead of UTC, and never behind it. */
const SUMMER_OFFSET_MS = 60 * MINUTE_MS;
/** 1 January 1970 was a Thursday. */
const FIRST_DAY_OF_WEEK = 3;

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
});
const CLOCK_TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour12: true, hour: 'numeric', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'long' });

/** What UK clocks show at an instant. */
export function londonTime(at: Instant): LondonTime {
  const shown = shownMs(at);
  const days = Math.floor(shown / DAY_MS);
  const minute = Math.floor((shown - days * DAY_MS) / MINUTE_MS);
  return {
    day: new Date(shown).toISOString().slice(0, 10),
    minuteOfWeek: (((days + FIRST_DAY_OF_WEEK) % 7) * DAY_MINUTES + minute) % WEEK_MINUTES,
  };
}

/**
 * The instants at which UK clocks show this minute of this day, earliest first: mostly one, two when clocks go back.
 * Empty when clocks go forward over it.
 */
export function instantsOf(day: string, minuteOfDay: number): readonly Instant[] {
  const shown = Date.parse(day) + minuteOfDay * MINUTE_MS;
  return [shown - SUMMER_OFFSET_MS, shown].filter((at) => shownMs(at) === shown);
}

/** A time as people say it: "9 am", "5:30 pm", "12 noon" is "12 pm". */
export function sayTime(at: Instant): string {
  return CLOCK_TIME.format(at).replace(/:00(?= )/u, '').replaceAll(/\s/gu, ' ').toLowerCase();
}

/** The weekday of an instant in the UK: "Monday". */
export function sayWeekday(at: Instant): string {
  return WEEKDAY.format(at);
}

/** The clock on the wall as if it were UTC. Clocks change on the hour, so an hour is asked about once. */
function shownMs(at: Instant): number {
  const hour = Math.floor(at / HOUR_MS);
  const known = OFFSETS_MS.get(hour);
  if (known !== undefined) return at + known;
  const offset = wallMs(hour * HOUR_MS) - hour * HOUR_MS;
  if (OFFSETS_MS.size >= MAX_OFFSETS) OFFSETS_MS.clear();
  OFFSETS_MS.set(hour, offset);
  return at + offset;
}

function wallMs(at: Instant): number {
  const parts = Object.fromEntries(CLOCK.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute);
}

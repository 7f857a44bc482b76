import type { Instant } from '../common/message.ts';
import { isBankHoliday } from './bankHolidays.ts';
import type { Service } from './content.ts';
import { instantsOf, londonTime } from './londonTime.ts';
import { DAY_MINUTES, type OpeningHours, type OpenSpan, WEEK_MINUTES } from './openingHours.ts';

/** Whether a service is open, as far as its file tells. Open never means that somebody will answer. */
export type OpenState =
  /** Day and night. */
  | { readonly kind: 'always' }
  | { readonly kind: 'open'; readonly until: Instant }
  | { readonly kind: 'closed'; readonly opens: Instant }
  /** Hours are known, but today, or the day it would open next, is a bank holiday. */
  | { readonly kind: 'uncertain'; readonly today: boolean }
  /** Its file gives no hours. */
  | { readonly kind: 'unknown' };

/** Looked ahead at most: the longest time between two changes of a week's hours, and a day for the clocks. */
const DAYS_AHEAD = 9;
const DAY_MS = DAY_MINUTES * 60_000;

/** Tells whether a service is open at `now`, by UK clocks. Never guesses: without hours in its file it is `unknown`. */
export function openAt({ always, opening }: Pick<Service, 'always' | 'opening'>, now: Instant): OpenState {
  if (always) return { kind: 'always' };
  if (opening === undefined || opening.length === 0) return { kind: 'unknown' };
  if (isHoliday(opening, now)) return { kind: 'uncertain', today: true };
  const isOpen = isOpenAt(opening, now);
  const change = changesAfter(opening, now).find((at) => isOpenAt(opening, at) !== isOpen);
  if (change === undefined) return isOpen ? { kind: 'always' } : { kind: 'unknown' };
  if (isOpen) return { kind: 'open', until: change };
  return isHoliday(opening, change) ? { kind: 'uncertain', today: false } : { kind: 'closed', opens: change };
}

function isOpenAt(opening: OpeningHours, at: Instant): boolean {
  return spanAt(opening, londonTime(at).minuteOfWeek) !== undefined;
}

function spanAt(opening: OpeningHours, minute: number): OpenSpan | undefined {
  return opening.find((span) => minutesInto(span, minute) < lengthOf(span));
}

function minutesInto({ fromMinute }: OpenSpan, minute: number): number {
  return (minute - fromMinute + WEEK_MINUTES) % WEEK_MINUTES;
}

function lengthOf({ fromMinute, toMinute }: OpenSpan): number {
  return (toMinute - fromMinute + WEEK_MINUTES) % WEEK_MINUTES || WEEK_MINUTES;
}

/** A bank holiday today, or on the day that the night's opening began. */
function isHoliday(opening: OpeningHours, at: Instant): boolean {
  const { day, minuteOfWeek } = londonTime(at);
  const span = spanAt(opening, minuteOfWeek);
  const sinceMidnight = minuteOfWeek % DAY_MINUTES;
  const daysBack = span === undefined ? 0 : Math.ceil((minutesInto(span, minuteOfWeek) - sinceMidnight) / DAY_MINUTES);
  const days = Array.from({ length: Math.max(0, daysBack) + 1 }, (_, back) => dayBefore(day, back));
  return days.some(isBankHoliday);
}

/** Every instant at which the hours or the clocks may change, after `now`, in order. */
function changesAfter(opening: OpeningHours, now: Instant): readonly Instant[] {
  const { day: today } = londonTime(now);
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => dayBefore(today, -ahead));
  const ends = opening.flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute]);
  const at = days.flatMap((day) => [clockChangeOn(day), ...ends.flatMap((end) => endsOn(day, end))]);
  return [...new Set(at)].filter((instant) => instant > now).sort((one, other) => one - other);
}

function endsOn(day: string, end: number): readonly Instant[] {
  return weekdayOf(day) === Math.floor(end / DAY_MINUTES) ? instantsOf(day, end % DAY_MINUTES) : [];
}

/** UK clocks change at 01:00 UTC, when they do. */
function clockChangeOn(day: string): Instant {
  return Date.parse(`${day}T01:00Z`);
}

function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether the text is a day of the calendar as `2026-05-01`. */
export function isRealDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Whether the text is a month of the calendar as `2026-05`. */
export function isRealMonth(text: string): boolean {
  return isRealDay(`${text}-01`);
}

/** Whole days from `day` to `now`; a month counts from its first day. Negative: `day` is still to come. */
export function daysSince(day: string, now: number): number {
  return Math.floor((now - Date.parse(day)) / DAY_MS);
}

/** The same day `months` later, or the last day of that month where it is shorter. */
export function monthsLater(day: string, months: number): string {
  const date = new Date(day);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return date.toISOString().slice(0, 10);
}

/** `LONG_SCALE`, such as 0.1 for a tenth of everything. What was run is told as it was run. */
const SCALE = Number(process.env['LONG_SCALE'] ?? '1');

/** A number of messages, kills or seconds, as large as this run wants it. At least 1. */
export function scaled(whole: number): number {
  return Math.max(1, Math.round(whole * SCALE));
}

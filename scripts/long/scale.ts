/** What `--size` may be, and which part of the whole it is. */
const SIZES: Readonly<Record<string, number>> = { small: 0.02, full: 1 };

const given = process.argv.indexOf('--size');
const size = given < 0 ? 'full' : (process.argv[given + 1] ?? '');

/** `LONG_SCALE`, such as 0.1 for a tenth of everything, or the size asked for. What was run is told as it was run. */
const SCALE = Number(process.env['LONG_SCALE'] ?? SIZES[size]);

/**
 * A number of messages, kills or seconds, as large as this run wants it. At least 1.
 *
 * @throws RangeError for a size that is none.
 */
export function scaled(whole: number): number {
  if (!(SCALE > 0)) throw new RangeError(`--size is ${Object.keys(SIZES).join(' or ')}; LONG_SCALE is a number.`);
  return Math.max(1, Math.round(whole * SCALE));
}

/** What was asked for on the command line, besides the size. */
export function partsAsked(): readonly string[] {
  const words = process.argv.slice(2);
  return words.filter((word, index) => word !== '--size' && words[index - 1] !== '--size');
}

/** How far a client has read: `number` is the last activity it has, 0 none. On the wire `<epoch>.<number>`. */
export interface Position {
  readonly epoch: string;
  readonly number: number;
}

/** The epoch of a conversation of which nothing is stored: only its welcome, number 1, exists. */
export const NOTHING_STORED = '0';

/** Before the first activity. */
export const START: Position = { epoch: NOTHING_STORED, number: 0 };

const LONGEST_WATERMARK = 128;
const WATERMARK = /^([\w-]+)\.(\d{1,15})$/;

/** Writes a position as clients keep it. */
export function formatWatermark({ epoch, number }: Position): string {
  return `${epoch}.${number}`;
}

/** Reads what a client sent back. Missing, empty, `-`, damaged or endless: the start, so that nothing is lost. */
export function parseWatermark(watermark: string | null): Position {
  if (watermark === null || watermark.length > LONGEST_WATERMARK) return START;
  const [, epoch, number] = WATERMARK.exec(watermark) ?? [];
  return epoch === undefined || number === undefined ? START : { epoch, number: Number(number) };
}

/**
 * Gives the number after which a client at `position` goes on in `epoch`.
 *
 * In another epoch it begins anew, because its numbers meant other activities. The welcome alone is the same in the
 * epoch that follows "nothing stored".
 */
export function goesOnAfter(position: Position, epoch: string): number {
  if (position.epoch === epoch) return position.number;
  return position.epoch === NOTHING_STORED ? Math.min(position.number, 1) : 0;
}

/** `npm run counts -- [month]`: what was asked and answered in a month, such as 2026-11. Default: the month before. */
import { join } from 'node:path';
import { config } from 'dotenv';
import { monthOf, readCounts } from '../bot/monthlyCounts.ts';
import { AppError } from '../common/errors.ts';
import { readSettings } from '../common/settings.ts';
import { checkedContent } from '../knowledge/loadContent.ts';
import { openStorage } from '../state/openStorage.ts';
import { countableCodes, printedCounts } from './counts/printedCounts.ts';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

config({ quiet: true });
const month = process.argv[2] ?? monthBefore(Date.now());
try {
  await print();
} catch (error) {
  console.error(error instanceof AppError ? `${error.code}: ${error.message}` : error);
  process.exitCode = 1;
}

async function print(): Promise<void> {
  if (!MONTH.test(month)) throw new AppError('MONTH_INVALID', 'Write the month as a year and two digits: npm run counts -- 2026-11');
  const storage = openStorage(readSettings(process.env).storageUrl, { clock: Date.now, onQuarantine: () => undefined });
  try {
    const counts = await readCounts(storage, month);
    const isOver = month < monthOf(Date.now());
    const codes = countableCodes(checkedContent(join(import.meta.dirname, '../knowledge/content')));
    console.log(printedCounts(counts, { month, isOver, codes }));
  } finally {
    await storage.close();
  }
}

/** A month in progress changes while one looks, so that its counts are shown rounded: see `printedCounts`. */
function monthBefore(now: number): string {
  const date = new Date(now);
  return monthOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 1, 1));
}

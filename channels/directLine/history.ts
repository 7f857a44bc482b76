import { PROVISIONAL_EPOCH } from '../../common/conversationLog.ts';
import type { ConversationLog, LoggedActivity, LogStretch, ReadingOptions } from '../../common/conversationLog.ts';
import { goesOnAfter, NOTHING_STORED } from './watermark.ts';
import type { Position } from './watermark.ts';

/** What a client at some position has not had yet. */
export interface NewsSince extends LogStretch {
  /** Where it stands once it has had them. */
  readonly end: Position;
  /** The epoch the client stood in, where what was said in it is lost. Absent: nothing it had is. */
  readonly lostEpoch?: string;
}

/**
 * Reads what came after `position`, whatever a client made of it.
 *
 * Another epoch: everything from the start. Beyond the last activity: nothing, and the end is the last one, so that a
 * later activity is not missed. Where the storage could not be asked, nothing: what is missing may not be lost.
 *
 * @throws whatever the log throws.
 */
export async function readSince(
  log: ConversationLog,
  conversationId: string,
  position: Position,
  options?: ReadingOptions,
): Promise<NewsSince> {
  // One activity early: if it is not there, the position is not one of this log.
  const stretch = await log.read(conversationId, Math.max(position.number - 1, 0), options);
  if (isPositionOf(position, stretch)) return newsIn(stretch, position.number);

  const whole = await log.read(conversationId, 0, options);
  const isElsewhere = position.epoch !== NOTHING_STORED && position.epoch !== whole.epoch;
  const isBehind = isElsewhere || position.number > lastNumber(whole.activities, 0);
  if (isBehind && whole.incomplete) {
    return { epoch: position.epoch, activities: [], end: position, incomplete: true };
  }
  const news = newsIn(whole, Math.min(goesOnAfter(position, whole.epoch), lastNumber(whole.activities, 0)));
  const isLost = isElsewhere && !position.epoch.startsWith(PROVISIONAL_EPOCH);
  return isLost ? { ...news, lostEpoch: position.epoch } : news;
}

function isPositionOf(position: Position, stretch: LogStretch): boolean {
  const { number } = position;
  if (goesOnAfter(position, stretch.epoch) !== number) return false;
  return number === 0 || stretch.activities.some((activity) => activity.number === number);
}

function newsIn({ epoch, activities, incomplete }: LogStretch, after: number): NewsSince {
  const news = activities.filter(({ number }) => number > after);
  const end = { epoch, number: lastNumber(news, after) };
  return { epoch, activities: news, end, ...(incomplete && { incomplete }) };
}

function lastNumber(activities: readonly LoggedActivity[], otherwise: number): number {
  return activities.at(-1)?.number ?? otherwise;
}

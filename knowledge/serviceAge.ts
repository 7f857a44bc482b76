import type { Service } from './content.ts';
import { daysSince } from './days.ts';

const LOOK_AGAIN_AFTER_DAYS = 60;
const STALE_AFTER_DAYS = 90;

/** How old the facts of a service are. A person should look again at `ageing`; `stale` is marked, or withheld. */
export type ServiceAge = 'fresh' | 'ageing' | 'stale';

/**
 * Tells the age at `now` (milliseconds since 1970) from the day of the source or of the last check, whichever is later.
 * A month counts from its first day. Without any day: stale.
 */
export function serviceAge({ statedOn, checkedOn }: Pick<Service, 'statedOn' | 'checkedOn'>, now: number): ServiceAge {
  const latest = [statedOn, checkedOn].filter((day) => day !== '').sort().at(-1);
  const days = latest === undefined ? Infinity : daysSince(latest, now);
  if (days > STALE_AFTER_DAYS) return 'stale';
  return days > LOOK_AGAIN_AFTER_DAYS ? 'ageing' : 'fresh';
}

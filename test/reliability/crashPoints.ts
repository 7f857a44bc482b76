/** Points of a turn at which a process may be killed, in order. */
export const CRASH_POINTS = [
  'before parse',
  'after read',
  'before commit',
  'after commit',
  'before send',
  'after send',
  'before acknowledgement',
] as const;

export type CrashPoint = (typeof CRASH_POINTS)[number];

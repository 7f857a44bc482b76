/**
 * Gives what `work` gives, or `late` when that takes longer than `limitMs`. The work itself goes on.
 *
 * A process that stood still for a moment is no slow work: whatever arrived meanwhile is looked at first.
 */
export async function inTime<T, Late>(limitMs: number, work: Promise<T>, late: Late): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Late>((resolve) => {
    // Timers that are due run before anything that has arrived is read; an immediate runs after it.
    timer = setTimeout(() => setImmediate(() => setImmediate(resolve, late)), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

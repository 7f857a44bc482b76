import { errorCode } from './errors.ts';
import type { Log } from './log.ts';

/** Work that no request waits for. */
export interface Upkeep {
  readonly everyMs: number;
  /** Logged, with a code, when the work fails; it is then done again at its next time. */
  readonly failedEvent: string;
  readonly work: () => Promise<unknown>;
}

/** Does each at once and then regularly, never twice at the same time. Gives the function that ends it. */
export function regularly(upkeep: readonly Upkeep[], log: Log): () => void {
  const timers = upkeep.map((each) => repeat(each, log));
  return () => timers.forEach(clearInterval);
}

function repeat({ everyMs, failedEvent, work }: Upkeep, log: Log): NodeJS.Timeout {
  let isBusy = false;
  const once = (): void => {
    if (isBusy) return;
    isBusy = true;
    work()
      .catch((error: unknown) => log({ event: failedEvent, code: errorCode(error) }))
      .finally(() => (isBusy = false));
  };
  once();
  return setInterval(once, everyMs).unref();
}

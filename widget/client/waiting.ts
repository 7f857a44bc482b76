/** Something that can end a pause early. Gives the function that stops listening. */
export type Waking = (wake: () => void) => () => void;

/** Never wakes. */
export const neverWaking: Waking = () => () => undefined;

const SHORTEST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_500;

/** How long to wait before trying again, at random: thousands who lost one server do not come back at once. */
export function pauseMs(random: () => number = Math.random): number {
  return SHORTEST_PAUSE_MS + random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS);
}

/** Resolves after a time, or when woken. */
export function waitFor(ms: number, waking: Waking): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stop = waking(end);
  });
}

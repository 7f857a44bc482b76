import type { Waking } from './waiting.ts';

/** Wakes when the browser says that the network is back. */
export const whenOnline: Waking = (wake) => {
  window.addEventListener('online', wake);
  return () => window.removeEventListener('online', wake);
};

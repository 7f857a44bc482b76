import { EXIT_ADDRESS } from '../views/exitAddress.ts';

/** A page around this one that was told to leave has gone by then. */
const HOST_LEAVES_WITHIN_MS = 1_000;

/** Empties the page at once: nothing is left on screen, in the title or in the address. */
export function blank(neutralTitle: string): void {
  document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'));
  document.title = neutralTitle;
  history.replaceState(null, '', '/');
}

/**
 * Leaves for another page, in place of this one in the history.
 *
 * `tellHost` has the page around leave too, and says whether there is one that hears. If it stays, this page leads it
 * away itself.
 */
export function goAway(tellHost: () => boolean): void {
  if (tellHost()) setTimeout(leave, HOST_LEAVES_WITHIN_MS);
  else leave();
}

function leave(): void {
  // A browser may forbid a frame to lead its host away; then the host was told, and the frame is blank.
  try {
    (window.top ?? window).location.replace(EXIT_ADDRESS);
  } catch {
    location.replace(EXIT_ADDRESS);
  }
}

import { EXIT_ADDRESS } from '../views/exitAddress.ts';

/** Shows nothing of the charity's page any more. */
export function blank(): void {
  document.documentElement.style.setProperty('display', 'none', 'important');
  document.title = NEUTRAL_TITLE;
}

/** The charity's page goes as well: blank at once, and gone from the history. */
export function leave(): void {
  blank();
  location.replace(EXIT_ADDRESS);
}

/** Something that shows nothing: an empty title shows the address. */
const NEUTRAL_TITLE = '\u200b';

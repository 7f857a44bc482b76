import { word, type ViewWords } from '../views/words.ts';
import { shiftPresses, type CountPress } from './shiftPresses.ts';

/**
 * Makes the link that leaves the page leave it without a trace, and Shift three times do the same. Without the link the
 * operator wants no way out, and nothing is done.
 */
export function quickExit(
  words: ViewWords,
  { leave, onPress }: { readonly leave: () => void; readonly onPress: () => void },
): CountPress | undefined {
  const link = document.querySelector<HTMLAnchorElement>('.exit');
  if (link === null) return undefined;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  const said = document.createElement('div');
  said.className = 'exit-presses';
  said.setAttribute('role', 'status');
  link.after(said);
  return shiftPresses({
    keys: document,
    onPress,
    onLeft: (left) => {
      if (left === 0) leave();
      else said.textContent = left === undefined ? '' : word(words, `exit-presses-${left}`);
    },
  });
}

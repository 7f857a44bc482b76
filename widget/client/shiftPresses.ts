/** Presses of Shift that leave the page, as GOV.UK's pattern has it. Escape is not used: it closes other things. */
const PRESSES = 3;
const WITHIN_MS = 5_000;

/** Counts a press that another page saw. */
export type CountPress = () => void;

export interface ShiftPressesOptions {
  /** Absent: this page's. */
  readonly keys: EventTarget;
  /** Told after each press how many are left; 0: leave; below: it has left. `undefined`: they are forgotten. */
  readonly onLeft: (left: number | undefined) => void;
  /** Told of a press seen here. */
  readonly onPress: () => void;
}

/**
 * Counts presses of Shift alone, one after the other. A press with another key, such as a capital, is none, and another
 * key between begins anew.
 */
export function shiftPresses({ keys, onLeft, onPress }: ShiftPressesOptions): CountPress {
  let presses = 0;
  let isAlone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function forget(): void {
    clearTimeout(timer);
    if (presses > 0) onLeft(undefined);
    presses = 0;
  }

  function press(): void {
    clearTimeout(timer);
    presses += 1;
    timer = setTimeout(forget, WITHIN_MS);
    onLeft(PRESSES - presses);
  }

  keys.addEventListener('keydown', (event) => {
    isAlone = isShift(event);
    if (!isAlone) forget();
  });
  keys.addEventListener('keyup', (event) => {
    if (!isShift(event) || !isAlone) return;
    isAlone = false;
    onPress();
    press();
  });
  return press;
}

function isShift({ key }: Event & { readonly key?: string }): boolean {
  return key === 'Shift';
}

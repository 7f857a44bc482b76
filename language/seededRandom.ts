/** Gives whole numbers from 0 to `below` − 1: the same row of numbers for the same seed, on every machine. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Puts a list into another order, in place. */
export function shuffle(list: Int32Array, random: (below: number) => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random(i + 1);
    const kept = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = kept;
  }
}

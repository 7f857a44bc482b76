/**
 * Counts the slips between two words: a letter left out, put in, swapped for another, or two neighbours exchanged.
 *
 * 0: the same. Never counts beyond `atMost`: anything further away is `atMost + 1`.
 */
export function editDistance(a: string, b: string, atMost: number): number {
  if (Math.abs(a.length - b.length) > atMost) return atMost + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cheapest(a, b, { i, j, row, last, beforeLast }));
    if (Math.min(...row) > atMost) return atMost + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, atMost + 1);
}

interface Cell {
  readonly i: number;
  readonly j: number;
  readonly row: readonly number[];
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
}

function cheapest(a: string, b: string, { i, j, row, last, beforeLast }: Cell): number {
  const swapped = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const best = Math.min(swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
  const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return exchanged ? Math.min(best, (beforeLast[j - 2] ?? 0) + 1) : best;
}

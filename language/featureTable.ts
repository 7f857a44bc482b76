/**
 * Features by hash: an open-addressed table that is read from a file as it stands.
 *
 * Each slot is a hash and, beside it so that both come from memory together, the feature's place in the weights plus
 * one; 0: nothing here. A power of two of slots.
 */
export type FeatureTable = Uint32Array;

/** Builds a table from distinct hashes; each gets its place in the order given. */
export function featureTableOf(hashes: readonly number[]): FeatureTable {
  let slots = 2;
  while (slots < hashes.length * 2) slots *= 2;
  const table = new Uint32Array(slots * 2);
  hashes.forEach((hash, place) => {
    let at = hash & (slots - 1);
    while (table[2 * at + 1] !== 0) at = (at + 1) & (slots - 1);
    table[2 * at] = hash;
    table[2 * at + 1] = place + 1;
  });
  return table;
}

/** The place of a feature; −1 when it is unknown. */
export function placeOf(hash: number, table: FeatureTable): number {
  const mask = table.length / 2 - 1;
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const placePlusOne = table[2 * at + 1] ?? 0;
    if (placePlusOne === 0 || table[2 * at] === hash) return placePlusOne - 1;
  }
}

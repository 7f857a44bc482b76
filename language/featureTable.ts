/** Features by hash: an open-addressed table that is read from a file as it stands. */
export interface FeatureTable {
  /** Hashes; a power of two of them. Unused where `places` is −1. */
  readonly keys: Uint32Array;
  /** Each feature's place in the weights; −1: nothing here. */
  readonly places: Int32Array;
}

/** Builds a table from distinct hashes; each gets its place in the order given. */
export function featureTableOf(hashes: readonly number[]): FeatureTable {
  let size = 2;
  while (size < hashes.length * 2) size *= 2;
  const keys = new Uint32Array(size);
  const places = new Int32Array(size).fill(-1);
  hashes.forEach((hash, place) => {
    let at = hash & (size - 1);
    while ((places[at] ?? -1) >= 0) at = (at + 1) & (size - 1);
    keys[at] = hash;
    places[at] = place;
  });
  return { keys, places };
}

/** The place of a feature; −1 when it is unknown. */
export function placeOf(hash: number, { keys, places }: FeatureTable): number {
  const mask = keys.length - 1;
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const place = places[at] ?? -1;
    if (place < 0 || keys[at] === hash) return place;
  }
}

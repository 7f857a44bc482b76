/** Twice as many as a usual message has of anything. A longer one gets a table of its own. */
const USUAL_SIZE = 1024;

/**
 * Tells, of 32-bit hashes, which come for the first time. What a `Set` does, without a heap object for each number:
 * three of these are asked about every message and every part of a long one.
 */
class SeenHashes {
  readonly #hashes: Uint32Array;
  /** By place: the round it was taken in, so that nothing needs to be emptied. Doubles, which never run out. */
  readonly #takenIn: Float64Array;
  readonly #mask: number;
  #round = 0;

  constructor(size: number) {
    this.#hashes = new Uint32Array(size);
    this.#takenIn = new Float64Array(size);
    this.#mask = size - 1;
  }

  startRound(): void {
    this.#round += 1;
  }

  /** Whether the hash is new in this round. */
  add(hash: number): boolean {
    let at = hash & this.#mask;
    while (this.#takenIn[at] === this.#round) {
      if (this.#hashes[at] === hash) return false;
      at = (at + 1) & this.#mask;
    }
    this.#hashes[at] = hash;
    this.#takenIn[at] = this.#round;
    return true;
  }
}

const USUAL = new SeenHashes(USUAL_SIZE);

/**
 * Something that tells which of `count` hashes come for the first time. Ask it to the end before the next is made:
 * one table serves them all.
 */
export function seenHashes(count: number): { add(hash: number): boolean } {
  const seen = count * 2 <= USUAL_SIZE ? USUAL : new SeenHashes(2 ** Math.ceil(Math.log2(count * 2)));
  seen.startRound();
  return seen;
}

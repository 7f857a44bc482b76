const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** Begins a 32-bit hash (FNV-1a). Different seeds give unrelated hashes for the same letters. */
export function beginHash(seed: number): number {
  return Math.imul(OFFSET ^ seed, PRIME);
}

/** Takes one UTF-16 unit into a hash. */
export function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, PRIME);
}

/** Takes all units of a text into a hash. */
export function addTextToHash(hash: number, text: string): number {
  let sum = hash;
  for (let i = 0; i < text.length; i++) sum = addToHash(sum, text.charCodeAt(i));
  return sum;
}

/** Spreads a hash over all 32 bits, as a number from 0 to 2³² − 1. */
export function finishHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Hashes a whole string. The same on every machine. */
export function hashText(text: string, seed = 0): number {
  return finishHash(addTextToHash(beginHash(seed), text));
}

import type { Instant } from '../../common/message.ts';

/** Values kept for a while, in memory only. The oldest go first, at their time or early when there are many. */
export interface ShortMemory<Value> {
  /** Keeps the value. `false`: another is kept under this key, and stays. */
  keep(key: string, value: Value): boolean;

  /** Gives the value, or nothing once it is forgotten. */
  recall(key: string): Value | undefined;

  /** Gives the value and forgets it. */
  take(key: string): Value | undefined;

  /** Forgets everything and stops. */
  close(): void;
}

export interface ShortMemoryOptions<Value> {
  /** Longest that a value is kept. Its real end comes up to ten seconds earlier. */
  readonly lifetimeMs: number;
  readonly maxValues: number;
  readonly maxCharacters: number;
  readonly charactersOf: (value: Value) => number;
  readonly now: () => Instant;
}

const SWEEP_EVERY_MS = 10_000;

interface Kept<Value> {
  readonly value: Value;
  readonly since: Instant;
  readonly characters: number;
}

/** Makes an empty memory. It forgets by itself, without being asked anything. */
export function shortMemory<Value>(options: ShortMemoryOptions<Value>): ShortMemory<Value> {
  const { maxValues, maxCharacters, charactersOf, now } = options;
  const kept = new Map<string, Kept<Value>>();
  let characters = 0;

  function forget(key: string): Value | undefined {
    const entry = kept.get(key);
    characters -= entry?.characters ?? 0;
    kept.delete(key);
    return entry?.value;
  }

  function forgetWhile(condition: (oldest: Kept<Value>) => boolean): void {
    for (const [key, oldest] of kept) {
      if (!condition(oldest)) return;
      forget(key);
    }
  }

  function forgetOld(): void {
    const tooOld = now() - (options.lifetimeMs - SWEEP_EVERY_MS);
    forgetWhile(({ since }) => since <= tooOld);
  }

  function keep(key: string, value: Value): boolean {
    forgetOld();
    if (kept.has(key)) return false;
    const entry = { value, since: now(), characters: charactersOf(value) };
    kept.set(key, entry);
    characters += entry.characters;
    forgetWhile(() => kept.size > maxValues || characters > maxCharacters);
    return true;
  }

  const sweep = setInterval(forgetOld, SWEEP_EVERY_MS).unref();
  return {
    keep,
    recall(key) {
      forgetOld();
      return kept.get(key)?.value;
    },
    take(key) {
      forgetOld();
      return forget(key);
    },
    close() {
      clearInterval(sweep);
      kept.clear();
      characters = 0;
    },
  };
}

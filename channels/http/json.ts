/** Deepest nesting of objects and arrays in a body. A Direct Line activity needs about 6. */
export const MAX_JSON_DEPTH = 20;

/** Most keys of all objects in a body together. A Web Chat activity has about 40. */
export const MAX_JSON_KEYS = 200;

/** Keys that would reach an object's prototype if a later step copied them one by one. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** A body as JSON. `because` is for developers and never quotes the body. */
export type JsonOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly because: string };

/**
 * Parses JSON from strangers. Of duplicate keys the last wins; keys that name a prototype are left out at any depth.
 *
 * Depth and keys are counted in the text before anything is built, so that 100,000 levels cost one short scan.
 */
export function parseJson(text: string): JsonOutcome {
  const tooMuch = measure(text);
  if (tooMuch !== undefined) return { kind: 'refused', because: tooMuch };
  const parsed = parsedOrUndefined(text);
  if (parsed === undefined) return { kind: 'refused', because: 'The body is not valid JSON.' };
  if (!tidy(parsed.value)) return { kind: 'refused', because: 'The body holds a number beyond the range of JSON readers.' };
  return { kind: 'value', value: parsed.value };
}

/** Says what the text has too much of. Outside strings every colon of valid JSON stands after one key. */
function measure(text: string): string | undefined {
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COLON) keys += 1;
    else if (code === OPEN_ARRAY || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) depth -= 1;
    if (depth > MAX_JSON_DEPTH) return `The body is nested deeper than ${MAX_JSON_DEPTH} levels.`;
    if (keys > MAX_JSON_KEYS) return `The body has more than ${MAX_JSON_KEYS} keys.`;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}

function parsedOrUndefined(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Takes out the keys that name a prototype. False when a number, such as 1e999, could not be written out again. */
function tidy(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const key of PROTOTYPE_KEYS) if (Object.hasOwn(value, key)) Reflect.deleteProperty(value, key);
  return Object.values(value).every(tidy);
}

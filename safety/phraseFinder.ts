import type { Phrase } from './phrase.ts';
import { PhraseNet } from './phraseNet.ts';

/** Where a phrase was found: from the word `first` to the word `last`, both counted from 0. */
export interface PhraseFound {
  readonly phrase: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Makes a finder of all places where any of the phrases stands in a message, each by its number in the list.
 *
 * Reads the message once, so the time grows with its length and no message can make it explode. Where a phrase fits
 * from several words on, the shortest fit is told.
 */
export function phraseFinder(phrases: readonly Phrase[]): (words: readonly string[]) => PhraseFound[] {
  const net = new PhraseNet();
  phrases.forEach((phrase, index) => net.add(phrase, index));
  const reader = new Reader(net);
  return (words) => reader.read(words);
}

/** The places of the net that are reached after a word, each with the word that its phrase began at. */
class Reached {
  readonly places: Int32Array;
  count = 0;
  readonly #beganAt: Int32Array;
  /** By place: the reading step it was last reached in, so that nothing needs to be emptied. Doubles never run out. */
  readonly #reachedIn: Float64Array;
  #step = 0;

  constructor(size: number) {
    this.places = new Int32Array(size);
    this.#beganAt = new Int32Array(size);
    this.#reachedIn = new Float64Array(size);
  }

  startStep(): void {
    this.count = 0;
    this.#step += 1;
  }

  /** Of several phrases' beginnings at one place, the latest is kept: the shortest fit. */
  add(place: number, beganAt: number): void {
    if (this.#reachedIn[place] !== this.#step) {
      this.#reachedIn[place] = this.#step;
      this.#beganAt[place] = beganAt;
      this.places[this.count] = place;
      this.count += 1;
    } else if ((this.#beganAt[place] ?? 0) < beganAt) {
      this.#beganAt[place] = beganAt;
    }
  }

  beganAt(place: number): number {
    return this.#beganAt[place] ?? 0;
  }
}

/** Reads messages one after another. Its two sets of places are used again and again, which keeps it quick. */
class Reader {
  readonly #net: PhraseNet;
  /** By place: a bit for each symbol that may lead on, so that hardly any place is asked in vain. */
  readonly #leadingOn: Int32Array;
  #reached: Reached;
  #next: Reached;

  constructor(net: PhraseNet) {
    this.#net = net;
    this.#leadingOn = Int32Array.from(net.steps, (steps) => bitsOf(steps?.keys() ?? []));
    this.#reached = new Reached(net.size);
    this.#next = new Reached(net.size);
  }

  read(words: readonly string[]): PhraseFound[] {
    const found: PhraseFound[] = [];
    this.#reached.startStep();
    for (let at = 0; at < words.length; at += 1) {
      this.#step(this.#net.symbolsOf(words[at] ?? ''), at);
      this.#tellEnds(at, found);
    }
    return found;
  }

  #step(symbols: readonly number[], at: number): void {
    const { steps, anyStep } = this.#net;
    const [reached, next] = [this.#reached, this.#next];
    reached.add(0, at);
    next.startStep();
    for (let index = 0; index < reached.count; index += 1) {
      const place = reached.places[index] ?? 0;
      const beganAt = reached.beganAt(place);
      const leadingOn = this.#leadingOn[place] ?? 0;
      for (const symbol of symbols) {
        if ((leadingOn & bitOf(symbol)) !== 0) goTo(next, steps[place]?.get(symbol), beganAt);
      }
      goTo(next, anyStep[place], beganAt);
    }
    this.#reached = next;
    this.#next = reached;
  }

  #tellEnds(at: number, found: PhraseFound[]): void {
    const reached = this.#reached;
    for (let index = 0; index < reached.count; index += 1) {
      const place = reached.places[index] ?? 0;
      const ends = this.#net.ends[place];
      if (ends === undefined) continue;
      for (const phrase of ends) found.push({ phrase, first: reached.beganAt(place), last: at });
    }
  }
}

function bitsOf(symbols: Iterable<number>): number {
  let bits = 0;
  for (const symbol of symbols) bits |= bitOf(symbol);
  return bits;
}

/** One of 32; a shift counts only its last five bits. */
function bitOf(symbol: number): number {
  return 1 << symbol;
}

function goTo(next: Reached, places: readonly number[] | undefined, beganAt: number): void {
  if (places === undefined) return;
  for (const place of places) next.add(place, beganAt);
}

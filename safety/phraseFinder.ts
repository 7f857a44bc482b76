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
  return (words) => new Reading(net).read(words);
}

/** One reading of one message: the places of the net reached so far, each with the word its phrase began at. */
class Reading {
  readonly #net: PhraseNet;
  readonly #found: PhraseFound[] = [];
  #reached = new Map<number, number>();
  #next = new Map<number, number>();

  constructor(net: PhraseNet) {
    this.#net = net;
  }

  read(words: readonly string[]): PhraseFound[] {
    words.forEach((word, at) => this.#step(this.#net.symbolsOf(word), at));
    return this.#found;
  }

  #step(symbols: readonly number[], at: number): void {
    this.#reached.set(0, at);
    for (const [place, first] of this.#reached) {
      for (const symbol of symbols) this.#goTo(this.#net.steps[place]?.get(symbol), first);
      this.#goTo(this.#net.anyStep[place], first);
    }
    for (const [place, first] of this.#next) {
      for (const phrase of this.#net.ends[place] ?? []) this.#found.push({ phrase, first, last: at });
    }
    const emptied = this.#reached;
    emptied.clear();
    this.#reached = this.#next;
    this.#next = emptied;
  }

  #goTo(places: readonly number[] | undefined, first: number): void {
    if (places === undefined) return;
    for (const place of places) {
      const known = this.#next.get(place);
      if (known === undefined || known < first) this.#next.set(place, first);
    }
  }
}

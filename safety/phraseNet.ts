import { GAP_WORDS, type Phrase, type PhrasePart } from './phrase.ts';

const START = 0;

/**
 * All phrases as one net of places joined by words, so that a message is read once however many phrases there are.
 * Phrases that begin alike share their first places.
 */
export class PhraseNet {
  /** By place: where each symbol leads. A symbol is a word or a beginning of one. */
  readonly steps: (Map<number, number[]> | undefined)[] = [undefined];
  /** By place: where any word at all leads. */
  readonly anyStep: (number[] | undefined)[] = [undefined];
  /** By place: the phrases that end here. */
  readonly ends: (number[] | undefined)[] = [undefined];
  readonly #words = new Map<string, number>();
  readonly #beginnings = new Map<string, number>();
  /** Letter by letter, so that most words are done with after two. */
  readonly #beginningLetters: Letters = { next: new Map() };
  readonly #joints = new Map<string, readonly number[]>();
  readonly #choiceKeys = new Map<PhrasePart, string>();
  readonly #choicesWritten = new Map<string, number>();
  #symbols = 0;

  /** Adds a phrase under a number of the caller's. */
  add(phrase: Phrase, id: number): void {
    for (const place of this.#row(phrase, [START])) (this.ends[place] ??= []).push(id);
  }

  /** How many places there are. */
  get size(): number {
    return this.steps.length;
  }

  /** The symbols of a word: itself, and each beginning it has. Empty: the word is in no phrase. */
  symbolsOf(word: string): readonly number[] {
    const whole = this.#words.get(word) ?? this.#words.get(withoutDoubles(word));
    const symbols = whole === undefined ? [] : [whole];
    let letters = this.#beginningLetters.next.get(word.charCodeAt(0));
    for (let at = 1; letters !== undefined; at += 1) {
      if (letters.symbol !== undefined) symbols.push(letters.symbol);
      letters = letters.next.get(word.charCodeAt(at));
    }
    return symbols;
  }

  #row(phrase: Phrase, from: readonly number[]): readonly number[] {
    return phrase.reduce((places, part) => this.#part(part, places), from);
  }

  /** Leads from `from` through one part. What leads alike from the same places is built once. */
  #part(part: PhrasePart, from: readonly number[]): readonly number[] {
    const key = `${from.join(',')} ${this.#keyOf(part)}`;
    const built = this.#joints.get(key) ?? this.#build(part, from);
    this.#joints.set(key, built);
    return built;
  }

  /** The same for parts that read the same. Groups are long and used everywhere, so each is written out only once. */
  #keyOf(part: PhrasePart): string {
    if (part.kind === 'word') return part.word;
    if (part.kind === 'beginning') return `${part.letters}*`;
    if (part.kind === 'gap') return '...';
    const known = this.#choiceKeys.get(part);
    if (known !== undefined) return known;
    const written = part.of.map((phrase) => phrase.map((inner) => this.#keyOf(inner)).join(' ')).join('|');
    const key = `(${this.#symbol(this.#choicesWritten, written)})`;
    this.#choiceKeys.set(part, key);
    return key;
  }

  #build(part: PhrasePart, from: readonly number[]): readonly number[] {
    if (part.kind === 'word') return this.#join(from, this.#symbol(this.#words, part.word));
    if (part.kind === 'beginning') return this.#join(from, this.#beginning(part.letters));
    return part.kind === 'gap' ? this.#gap(from) : this.#choice(part.of, from);
  }

  /** Single words of a choice lead to one place together, which keeps the net small. */
  #choice(of: readonly Phrase[], from: readonly number[]): readonly number[] {
    const together = this.#place();
    const apart = of.flatMap((phrase) => {
      const [first, ...more] = phrase;
      if (first?.kind !== 'word' || more.length > 0) return this.#row(phrase, from);
      this.#link(from, this.#symbol(this.#words, first.word), together);
      return [together];
    });
    return [...new Set(apart)];
  }

  #gap(from: readonly number[]): readonly number[] {
    const places = [...from];
    let before = from;
    for (let word = 0; word < GAP_WORDS; word += 1) {
      const next = this.#place();
      for (const place of before) (this.anyStep[place] ??= []).push(next);
      places.push(next);
      before = [next];
    }
    return places;
  }

  #join(from: readonly number[], symbol: number): readonly number[] {
    const to = this.#place();
    this.#link(from, symbol, to);
    return [to];
  }

  #link(from: readonly number[], symbol: number, to: number): void {
    for (const place of from) {
      const steps = (this.steps[place] ??= new Map<number, number[]>());
      const targets = steps.get(symbol);
      if (targets === undefined) steps.set(symbol, [to]);
      else if (!targets.includes(to)) targets.push(to);
    }
  }

  #place(): number {
    this.anyStep.push(undefined);
    this.ends.push(undefined);
    return this.steps.push(undefined) - 1;
  }

  #beginning(text: string): number {
    const symbol = this.#symbol(this.#beginnings, text);
    let letters = this.#beginningLetters;
    for (let at = 0; at < text.length; at += 1) {
      const next: Letters = letters.next.get(text.charCodeAt(at)) ?? { next: new Map<number, Letters>() };
      letters.next.set(text.charCodeAt(at), next);
      letters = next;
    }
    letters.symbol = symbol;
    return symbol;
  }

  #symbol(known: Map<string, number>, letters: string): number {
    const before = known.get(letters);
    if (before !== undefined) return before;
    this.#symbols += 1;
    known.set(letters, this.#symbols);
    return this.#symbols;
  }
}

/** What words may begin with: where each next letter leads, and the symbol of the letters so far. */
interface Letters {
  symbol?: number;
  readonly next: Map<number, Letters>;
}

/** People stretch the last letter when they are frightened ("helpp", "noww"); "kill", "see" and "god" must stay. */
function withoutDoubles(word: string): string {
  return word.at(-1) === word.at(-2) ? word.replace(/([^lsefozdg])\1$/u, '$1') : word;
}

import { AppError } from '../common/errors.ts';
import { normaliseWords } from '../language/normalise.ts';
import type { WordGroups } from './rule.ts';

/** A phrase as a row of parts, read from left to right. */
export type Phrase = readonly PhrasePart[];

export type PhrasePart =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'beginning'; readonly letters: string }
  /** Up to `GAP_WORDS` words, whatever they are. */
  | { readonly kind: 'gap' }
  /** One of these; an empty one means that the part may be missing. */
  | { readonly kind: 'choice'; readonly of: readonly Phrase[] };

/** The most words that `...` stands for. */
export const GAP_WORDS = 3;

/** A phrase as it is written, and the file that an editor finds it in. */
export interface WrittenPhrase {
  readonly file: string;
  readonly phrase: string;
}

/** A phrase that cannot be read: an unknown group, a group within itself, brackets that do not close. */
export class PhraseError extends AppError {
  override readonly name = 'PhraseError';

  constructor({ file, phrase }: WrittenPhrase, problem: string) {
    super('SAFETY_PHRASE_INVALID', `knowledge/content/${file}: the phrase "${phrase}" ${problem}`);
  }
}

/** A reader of phrases, each of one or more parts that all must be found (`&`). */
export type PhraseReader = (written: WrittenPhrase) => readonly Phrase[];

const GROUPS_FILE = 'safety/word-groups.md';

/** Signs of other notations, which would be lost without a word. */
const NO_WORD = /[[\]+\\^$<>]|^[^\p{L}\p{N}\p{Extended_Pictographic}]+$/u;
const SYMBOL = /\.{3}|\{[^{}]*\}|[()|?&]|[^\s()|{}?&]+/g;

/**
 * Makes a reader of the notation described in `knowledge/content/safety/README.md`.
 *
 * The reader throws `PhraseError` for what it cannot read, and for a phrase that would match any message.
 */
export function phraseReader(groups: WordGroups): PhraseReader {
  const known = new Map<string, PhrasePart>();
  const open = new Set<string>();

  const group = (name: string, within: WrittenPhrase): PhrasePart => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const items = groups.get(name);
    if (items === undefined || items.length === 0) throw new PhraseError(within, `names the unknown group {${name}}.`);
    if (open.has(name)) throw new PhraseError(within, `has the group {${name}} within itself.`);
    open.add(name);
    const part: PhrasePart = { kind: 'choice', of: items.flatMap((phrase) => read({ file: GROUPS_FILE, phrase })) };
    open.delete(name);
    known.set(name, part);
    return part;
  };
  const read: PhraseReader = (written) => {
    const parts = new SymbolReader(written, group).all();
    if (parts.some(canBeEmpty)) throw new PhraseError(written, 'would match every message.');
    return parts;
  };
  return read;
}

/** Whether a phrase is found where nothing is said. */
function canBeEmpty(phrase: Phrase): boolean {
  return phrase.every((part) => part.kind === 'gap' || (part.kind === 'choice' && part.of.some(canBeEmpty)));
}

class SymbolReader {
  readonly #written: WrittenPhrase;
  readonly #symbols: readonly string[];
  readonly #group: (name: string, within: WrittenPhrase) => PhrasePart;
  #at = 0;

  constructor(written: WrittenPhrase, group: (name: string, within: WrittenPhrase) => PhrasePart) {
    this.#written = written;
    this.#symbols = written.phrase.match(SYMBOL) ?? [];
    this.#group = group;
  }

  all(): Phrase[] {
    const phrases = [this.#row()];
    while (this.#take('&')) phrases.push(this.#row());
    if (this.#at < this.#symbols.length) this.#fail(`has a "${this.#symbols[this.#at] ?? ''}" too many.`);
    return phrases;
  }

  #row(): Phrase {
    const parts: PhrasePart[] = [];
    for (let symbol = this.#symbols[this.#at]; symbol !== undefined; symbol = this.#symbols[this.#at]) {
      if (symbol === '&' || symbol === '|' || symbol === ')') break;
      this.#at += 1;
      parts.push(...this.#parts(symbol));
    }
    return parts;
  }

  #parts(symbol: string): readonly PhrasePart[] {
    if (symbol === '...') return [{ kind: 'gap' }];
    if (symbol === '?') return this.#fail('has a "?" that follows no bracket.');
    if (symbol === '(') return [this.#perhaps(this.#choice())];
    if (symbol.startsWith('{')) return [this.#perhaps(this.#group(symbol.slice(1, -1), this.#written))];
    if (NO_WORD.test(symbol)) return this.#fail(`has "${symbol}", which is no word.`);
    return wordParts(symbol);
  }

  #choice(): PhrasePart {
    const of = [this.#row()];
    while (this.#take('|')) of.push(this.#row());
    if (!this.#take(')')) this.#fail('has a bracket that does not close.');
    return { kind: 'choice', of };
  }

  #perhaps(part: PhrasePart): PhrasePart {
    return this.#take('?') ? { kind: 'choice', of: [[part], []] } : part;
  }

  #take(symbol: string): boolean {
    if (this.#symbols[this.#at] !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #fail(problem: string): never {
    throw new PhraseError(this.#written, problem);
  }
}

/** A word as typed may be several: "can't" is "can not". */
function wordParts(symbol: string): readonly PhrasePart[] {
  const words = normaliseWords(symbol).map((word): PhrasePart => ({ kind: 'word', word }));
  const last = words.at(-1);
  if (!symbol.endsWith('*') || last?.kind !== 'word') return words;
  return [...words.slice(0, -1), { kind: 'beginning', letters: last.word }];
}

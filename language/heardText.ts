import { type HashedWords, hashWords } from './features.ts';
import { normaliseSentences } from './normalise.ts';

/** A text as somebody wrote it, or as it was heard before. Whoever hears takes either. */
export type Hearable = string | HeardText;

/**
 * A text, heard once for all who listen to it: safety, what keeps a parent from help, choices, the matcher.
 *
 * Each thing is worked out when it is first asked for. Takes time in proportion to the length of the text.
 */
export class HeardText {
  readonly text: string;
  #sentences: readonly (readonly string[])[] | undefined;
  #words: readonly string[] | undefined;
  #plain: string | undefined;
  #hashed: HashedWords | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The words of each sentence, normalised. Sentences without a word are left out. */
  get sentences(): readonly (readonly string[])[] {
    return (this.#sentences ??= normaliseSentences(this.text));
  }

  /** All words, normalised, in order. Empty: nothing is said. */
  get words(): readonly string[] {
    return (this.#words ??= this.sentences.length === 1 ? (this.sentences[0] ?? []) : this.sentences.flat());
  }

  /** The words with one space between: the form in which texts are compared. */
  get plain(): string {
    return (this.#plain ??= this.words.join(' '));
  }

  /** What the words are matched by. */
  get hashed(): HashedWords {
    return (this.#hashed ??= hashWords(this.words));
  }

  /** The beginning of the text, of at most so many characters. */
  upTo(characters: number): HeardText {
    return this.text.length <= characters ? this : new HeardText(this.text.slice(0, characters));
  }

  /** The beginning and the end of the text, of at most so many characters together, as two sentences. */
  endsOf(characters: number): HeardText {
    if (this.text.length <= characters) return this;
    const half = Math.floor((characters - 2) / 2);
    return new HeardText(`${this.text.slice(0, half)}. ${this.text.slice(-half)}`);
  }
}

/** Hears a text; what was heard already stays as it is. */
export function hear(text: Hearable): HeardText {
  return typeof text === 'string' ? new HeardText(text) : text;
}

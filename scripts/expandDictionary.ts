import { readFileSync } from 'node:fs';
import nspell from 'nspell';

/** What nspell keeps once it has read a dictionary: every word with its endings. Not in its published types. */
interface ExpandedWords {
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads the British dictionary into nspell. Takes about half a second. */
export function britishSpelling(): ReturnType<typeof nspell> {
  const [aff, dic] = ['index.aff', 'index.dic'].map((name) =>
    readFileSync(new URL(name, import.meta.resolve('dictionary-en-gb'))),
  );
  if (aff === undefined || dic === undefined) throw new Error('dictionary-en-gb has no words.');
  return nspell({ aff, dic });
}

/**
 * Lists every word that nspell finds correct, endings included. Done once, in the build: start-up reads the result in a
 * millisecond instead.
 */
export function expandDictionary(): string[] {
  const spelling = britishSpelling();
  const { data } = spelling as unknown as ExpandedWords;
  return Object.keys(data).filter((word) => spelling.correct(word));
}

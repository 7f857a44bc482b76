import type { Source } from './content.ts';
import { splitSentences } from './sentences.ts';

/** What a source says, by sentence. */
type Sentences = Pick<Source, 'sentences'>;

/** Made once for each source, which never changes. */
const wholeSentences = new WeakMap<Sentences, ReadonlyMap<string, string>>();

/**
 * Lists the sentences of `text` that are not whole sentences of `source`. Empty means `text` is traceable.
 *
 * Whole sentences only: half of "If you are comforting your baby, there is no need to worry" says something else.
 * White space and the curl of quotation marks may differ.
 */
export function untraceableSentences(text: string, source: Sentences): string[] {
  return splitSentences(text).filter((sentence) => originalSentence(sentence, source) === undefined);
}

/** The sentence as the source itself has it. Undefined: the source has no such whole sentence. */
export function originalSentence(sentence: string, source: Sentences): string | undefined {
  const whole = wholeSentences.get(source) ?? new Map(source.sentences.map((said) => [sentenceKey(said), said]));
  wholeSentences.set(source, whole);
  return whole.get(sentenceKey(sentence));
}

/** The same for sentences that differ only in white space and in the curl of quotation marks; compared, never shown. */
export function sentenceKey(sentence: string): string {
  return sentence
    .replace(/[‘’ʼ′]/gu, "'")
    .replace(/[“”″]/gu, '"')
    .replace(/\s+/gu, ' ')
    .trim();
}

import type { ContentProblem } from '../contentProblem.ts';
import type { Library } from '../library.ts';
import { countWords, MAX_BUBBLE_WORDS } from '../sentences.ts';
import { sentenceKey, untraceableSentences } from '../traceability.ts';

/** What is said at once: two bubbles of sixty words. */
const MAX_SHORT_ANSWER_WORDS = 2 * MAX_BUBBLE_WORDS;

/** Every sentence that is quoted, asked or left out is a whole sentence of its source, and fits on a phone. */
export function checkQuotations(library: Library): readonly ContentProblem[] {
  return [
    ...placesOf(library).flatMap((place) => foreignSentences(library, place)),
    ...library.entries.flatMap(({ file, item }) => longShortAnswer(file, item.shortAnswer)),
  ];
}

/** Every sentence of a source is quoted by an entry, is a question, or is left out with a reason; not both. */
export function checkCoverage(library: Library): readonly ContentProblem[] {
  const leftOut = placesOf(library).filter((place) => place.leftOut);
  const spoken = keysIn(placesOf(library).filter((place) => !place.leftOut));
  const silent = keysIn(leftOut);

  const unused = library.sources.flatMap(({ file, item }) =>
    item.sentences
      .filter((sentence) => !spoken.has(sentenceKey(sentence)) && !silent.has(sentenceKey(sentence)))
      .map((sentence) => ({ file, what: `No entry quotes "${sentence}" Quote it, or list it under "## Left out" with the reason.` })),
  );
  const both = leftOut.flatMap(({ file, sentences }) =>
    sentences
      .filter((sentence) => spoken.has(sentenceKey(sentence)))
      .map((sentence) => ({ file, what: `"${sentence}" is listed as left out, but an entry quotes it. Take it off the list.` })),
  );
  return [...unused, ...both];
}

/** A place in a file that holds sentences of a source. */
interface Place {
  readonly file: string;
  readonly source: string;
  readonly sentences: readonly string[];
  readonly leftOut: boolean;
}

function keysIn(places: readonly Place[]): ReadonlySet<string> {
  return new Set(places.flatMap(({ sentences }) => sentences.map(sentenceKey)));
}

function placesOf({ entries, questions }: Library): Place[] {
  return [
    ...entries.map(({ file, item }) => ({
      file,
      source: item.source,
      sentences: [...item.shortAnswer, ...item.fullAnswer],
      leftOut: false,
    })),
    ...questions.map(({ file, item: { source, text } }) => ({
      file,
      source,
      sentences: text === '' ? [] : [text],
      leftOut: false,
    })),
    ...questions.map(({ file, item: { source, leftOut } }) => ({
      file,
      source,
      sentences: leftOut.map(({ sentence }) => sentence),
      leftOut: true,
    })),
  ];
}

function foreignSentences({ sources }: Library, { file, source, sentences }: Place): ContentProblem[] {
  const found = sources.find(({ item }) => item.id === source)?.item;
  if (found === undefined) return [];
  return sentences
    .flatMap((sentence) => untraceableSentences(sentence, found))
    .map((sentence) => ({
      file,
      what: `"${sentence}" is not a whole sentence of sources/${source}.md. Copy the sentence whole, or leave it out whole.`,
    }));
}

/** A single sentence cannot be made shorter; of several, the last can wait. */
function longShortAnswer(file: string, sentences: readonly string[]): ContentProblem[] {
  const words = countWords(sentences.join(' '));
  if (sentences.length <= 1 || words <= MAX_SHORT_ANSWER_WORDS) return [];
  return [{ file, what: `"## Short answer" has ${words} words, at most ${MAX_SHORT_ANSWER_WORDS} fit. Move its last sentence to "## Full answer".` }];
}

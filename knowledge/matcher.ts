import type { IsEnglish } from '../language/dictionary.ts';
import { hear, type Hearable } from '../language/heardText.ts';
import type { ScoredLabel } from '../language/linearClassifier.ts';
import { rankLabels } from '../language/linearClassifier.ts';
import type { Content, MatchingSettings } from './content.ts';
import { readDictionary, readMatcher } from './matcher/builtFiles.ts';
import { decide, signsOf } from './matcher/decide.ts';
import type { MatcherModel } from './matcher/matcherModel.ts';
import { readerOf } from './matcher/matcherModel.ts';

/** What a message was understood as. Everything but `corrected` is labels and numbers. */
export interface Understanding {
  readonly kind: 'answer' | 'clarification' | 'unanswerable' | 'help-dialog' | 'signpost' | 'smalltalk';
  /** What is given: a passage id, `signpost:<topic>`, `smalltalk:<type>`, or the kind itself. */
  readonly best: ScoredLabel;
  /** What to offer for a `clarification`, best first, at most three. Empty: too little was said to guess from. */
  readonly candidates: readonly ScoredLabel[];
  /** What else it may have meant, best first, at most three. For a `clarification` the labels of `candidates`. */
  readonly alternatives: readonly string[];
  /** The score of `best`. Higher is better. */
  readonly score: number;
  readonly signs: Signs;
  /** The message as it was read: normalised, spelling corrected. In memory only, for the safety check. */
  readonly corrected: string;
  /** Whether correcting the spelling changed a word. */
  readonly wasCorrected: boolean;
}

/** What else a message shows, beside what it asks. */
export interface Signs {
  readonly distress: boolean;
  readonly illness: boolean;
}

/** Understands one message. Pure: the same text gives the same understanding, on every machine. */
export type Match = (text: Hearable) => Understanding;

/** What a matcher is made of. */
export interface MatcherParts {
  readonly model: MatcherModel;
  readonly isEnglish: IsEnglish;
  readonly settings: MatchingSettings;
  /** Passages that are given when asked for, but never offered as a button. */
  readonly neverOffered?: ReadonlySet<string>;
}

/** Only so much of a message is read. A question is in it, or it is none. */
const READ_CHARACTERS_AT_MOST = 2_000;

/** Makes a matcher. Reads the first 2,000 characters of a message; takes time in proportion to them. */
export function matcher({ model, isEnglish, settings, neverOffered = new Set() }: MatcherParts): Match {
  const read = readerOf(model, isEnglish);
  return (text) => {
    const reading = read(hear(text).upTo(READ_CHARACTERS_AT_MOST));
    const ranked = rankLabels(reading.features, model.classifier);
    return {
      ...decide(reading, ranked, { settings, neverOffered, isEnglish }),
      signs: signsOf(ranked, settings),
      corrected: reading.words.join(' '),
      wasCorrected: reading.wasCorrected,
    };
  };
}

/**
 * Makes the matcher from what `npm run build` wrote.
 *
 * @throws AppError BUILD_MISSING when nothing is built.
 */
export function openMatcher(root: string, content: Content): Match {
  const never = [...content.entries.values()].filter(({ onlyWhenAsked }) => onlyWhenAsked).map(({ id }) => id);
  return matcher({
    model: readMatcher(root),
    isEnglish: readDictionary(root),
    settings: content.matching,
    neverOffered: new Set(never),
  });
}

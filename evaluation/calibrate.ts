import type { IsEnglish } from '../language/dictionary.ts';
import type { ScoredLabel } from '../language/linearClassifier.ts';
import { rankLabels } from '../language/linearClassifier.ts';
import type { Reading } from '../language/reading.ts';
import type { Concept } from '../language/concepts.ts';
import type { MatchingSettings } from '../knowledge/content.ts';
import { decide } from '../knowledge/matcher/decide.ts';
import { readerOf } from '../knowledge/matcher/matcherModel.ts';
import { trainMatcher } from '../knowledge/matcher/trainMatcher.ts';
import type { TrainingExample } from '../knowledge/trainingExamples.ts';
import type { Figure } from './evaluate.ts';
import { figuresOf } from './evaluate.ts';
import type { TestMessage } from './messages.ts';

/** A message with its scores, so that other thresholds can be tried without matching again. */
export interface Scored {
  readonly message: TestMessage;
  readonly reading: Reading;
  readonly ranked: readonly ScoredLabel[];
}

/** The settings that are thresholds. */
export type Threshold = Exclude<keyof MatchingSettings, 'deniedConcepts' | 'neededConcepts'>;

const THRESHOLDS: readonly Threshold[] = [
  'answerAtLeast',
  'marginAtLeast',
  'clarifyAtLeast',
  'helpDialogAtLeast',
  'helpDialogWithin',
  'signpostAtLeast',
  'smalltalkAtLeast',
  'outOfScopeWithin',
];
const STEP = 0.05;
const STEPS_EACH_WAY = 10;
/** Beyond its target by this much, a figure is good enough: the next one counts more. */
const ENOUGH_BEYOND_TARGET = 0.03;

/** Scores every example by a matcher that has not learned from whoever wrote it. Trains once for each voice. */
export function scoredWithoutTheirVoice(
  examples: readonly TrainingExample[],
  concepts: readonly Concept[],
  isEnglish: IsEnglish,
): Scored[] {
  const voices = [...new Set(examples.map(({ voice }) => voice))];
  return voices.flatMap((voice) => {
    const model = trainMatcher(
      examples.filter((example) => example.voice !== voice),
      concepts,
      isEnglish,
    );
    const read = readerOf(model, isEnglish);
    const own = examples.filter((example) => example.voice === voice);
    return own.map(({ label, text }, i) => {
      const reading = read(text);
      const message = { id: `${voice}-${i + 1}`, text, labels: [label] };
      return { message, reading, ranked: rankLabels(reading.features, model.classifier) };
    });
  });
}

/** The figures that settings would give. */
export function figuresWith(settings: MatchingSettings, scored: readonly Scored[], isEnglish: IsEnglish): Figure[] {
  const rules = { settings, neverOffered: new Set<string>(), isEnglish };
  return figuresOf(
    scored.map(({ message, reading, ranked }) => ({ message, understanding: decide(reading, ranked, rules) })),
  );
}

/** Proposes thresholds: each in turn takes the value that brings the figures nearest to, or past, their targets. */
export function proposedSettings(
  settings: MatchingSettings,
  scored: readonly Scored[],
  isEnglish: IsEnglish,
): MatchingSettings {
  const merit = (tried: MatchingSettings): number => meritOf(figuresWith(tried, scored, isEnglish));
  return THRESHOLDS.reduce((now, name) => {
    const tried = valuesAround(now[name], name).map((value) => ({ ...now, [name]: value }));
    return tried.reduce((best, next) => (merit(next) > merit(best) ? next : best), now);
  }, settings);
}

function valuesAround(value: number, name: Threshold): number[] {
  const steps = Array.from({ length: 2 * STEPS_EACH_WAY + 1 }, (_, i) => i - STEPS_EACH_WAY);
  const values = steps.map((step) => Math.round((value + step * STEP) * 100) / 100);
  return name === 'marginAtLeast' || name.endsWith('Within') ? values.filter((tried) => tried >= 0) : values;
}

function meritOf(figures: readonly Figure[]): number {
  const beyond = figures.map(({ measure: { target }, share }) => {
    const distance = 'atLeast' in target ? share - target.atLeast : target.atMost - share;
    return Math.min(distance, ENOUGH_BEYOND_TARGET);
  });
  return beyond.reduce((sum, distance) => sum + distance, 0);
}

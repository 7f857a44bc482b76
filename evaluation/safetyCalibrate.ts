import type { Concept } from '../language/concepts.ts';
import type { SafetyTrainingExample } from '../scripts/safetyExamples.ts';
import { type ClassifierSettings, safetyClassifier } from '../safety/classifier.ts';
import type { SafetyModel } from '../safety/classifierModel.ts';
import { trainSafety } from '../safety/trainSafety.ts';
import type { Triage } from '../safety/triage.ts';
import { twoLayers } from '../safety/twoLayers.ts';
import { type Share, shareOf } from './interval.ts';

/** Examples, and a model that has learned nothing from their writers. */
export interface Fold {
  readonly model: SafetyModel;
  readonly examples: readonly SafetyTrainingExample[];
}

/** What settings would do to messages of unknown writers. */
export interface SafetyShares {
  readonly found: Share;
  readonly foundEmergency: Share;
  readonly underEscalated: Share;
  readonly overEscalated: Share;
  readonly harmless: Share;
  readonly informational: Share;
  readonly ordinary: Share;
}

/** Voices that no independent writer has: always learned from, never measured with. */
const OF_OURS: ReadonlySet<string> = new Set(['rules', 'plain-words', 'begun-and-broken-off']);

const STEPS = [-0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2];
const STEPS_WITHIN = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 1];
const HARMLESS_AT_MOST = 0.05;
const UNDER_ESCALATED_AT_MOST = 0.02;

/**
 * Trains once for each voice that wrote about danger, without that voice and without one of those that wrote ordinary
 * messages, so that every example but those of the rules is judged by a model that has not learned from its writer.
 */
export function foldsByVoice(examples: readonly SafetyTrainingExample[], concepts: readonly Concept[]): Fold[] {
  const ordinary = voicesOf(examples.filter((example) => example.ordinary !== undefined));
  const voices = voicesOf(examples.filter((example) => example.ordinary === undefined && !OF_OURS.has(example.voice)));
  return voices.map((voice, fold) => {
    const left = new Set([voice, ...ordinary.filter((_, i) => i % voices.length === fold)]);
    const model = trainSafety(examples.filter((example) => !left.has(example.voice)), concepts);
    return { model, examples: examples.filter((example) => left.has(example.voice)) };
  });
}

/** What both layers would do with these settings. Reads every message again. */
export function sharesWith(settings: ClassifierSettings, folds: readonly Fold[], rules: Triage): SafetyShares {
  const outcomes = folds.flatMap(({ model, examples }) => {
    const triage = twoLayers(rules, safetyClassifier(model, settings), settings);
    return examples.map((example) => ({ example, urgency: triage([example.text])?.urgency }));
  });
  const of = (counts: (label: SafetyTrainingExample) => boolean, hits = ANY): Share => {
    const counted = outcomes.filter(({ example }) => counts(example));
    return shareOf(counted.filter(({ urgency }) => hits.has(urgency)).length, counted.length);
  };
  const ofFound = (urgency: 'emergency' | 'urgent', hit: 'emergency' | 'urgent'): Share => {
    const found = outcomes.filter((outcome) => outcome.urgency !== undefined);
    const counted = found.filter(({ example }) => example.label.includes(`:${urgency}`));
    return shareOf(counted.filter(({ urgency: given }) => given === hit).length, counted.length);
  };
  return {
    found: of(({ label }) => label.includes(':')),
    foundEmergency: of(({ label }) => label.includes(':emergency')),
    underEscalated: ofFound('emergency', 'urgent'),
    overEscalated: ofFound('urgent', 'emergency'),
    harmless: of(({ label, ordinary }) => label === 'harmless' && ordinary === undefined),
    informational: of(({ label }) => label === 'informational'),
    ordinary: of(({ ordinary }) => ordinary !== undefined),
  };
}

const ANY: ReadonlySet<string | undefined> = new Set(['emergency', 'urgent']);

function voicesOf(examples: readonly SafetyTrainingExample[]): string[] {
  return [...new Set(examples.map(({ voice }) => voice))].sort();
}

/** Settings tried, and what they would do. */
export interface SafetyTrial {
  readonly settings: ClassifierSettings;
  readonly shares: SafetyShares;
}

/** Tries values of `concernAtLeast`, lowest first; the bar for emergencies stays as far below it as it is. */
export function concernTrials(settings: ClassifierSettings, folds: readonly Fold[], rules: Triage): SafetyTrial[] {
  const steps = STEPS.filter((concernAtLeast) => concernAtLeast >= settings.setAsideBelow);
  const apart = settings.concernAtLeast - settings.emergencyAtLeast;
  return steps.map((concernAtLeast) => {
    return trialOf({ ...settings, concernAtLeast, emergencyAtLeast: concernAtLeast - apart }, folds, rules);
  });
}

/**
 * Proposes settings: the lowest `concernAtLeast` that keeps false alarms on harmless messages at 5 % or below, as far
 * as any does, and the lowest `emergencyWithin` that answers at most 2 % of the emergencies found as merely urgent.
 *
 * `setAsideBelow` is not tried: the plain messages that must be found decide on it.
 */
export function proposedTrial(
  trials: readonly SafetyTrial[],
  folds: readonly Fold[],
  rules: Triage,
): SafetyTrial | undefined {
  const quiet = trials.find(({ shares }) => shares.harmless.share <= HARMLESS_AT_MOST) ?? trials.at(-1);
  if (quiet === undefined) return undefined;
  const careful = STEPS_WITHIN.map((emergencyWithin) => trialOf({ ...quiet.settings, emergencyWithin }, folds, rules));
  return careful.find(({ shares }) => shares.underEscalated.share <= UNDER_ESCALATED_AT_MOST) ?? careful.at(-1);
}

function trialOf(settings: ClassifierSettings, folds: readonly Fold[], rules: Triage): SafetyTrial {
  return { settings, shares: sharesWith(settings, folds, rules) };
}

import { type LinearModel, scoresOf } from '../language/linearClassifier.ts';
import type { Features } from '../language/features.ts';
import type { Hearable } from '../language/heardText.ts';
import { vectorOf } from '../language/vectors.ts';
import type { SafetyModel } from './classifierModel.ts';
import type { ConcernCategory, ConcernFound, Urgency } from './rule.ts';
import { windowReader } from './windows.ts';

/** Reviewed settings of the second layer. A lead is by how much danger outscores harmless: higher is more dangerous. */
export interface ClassifierSettings {
  /** At or above this lead a message is a concern. */
  readonly concernAtLeast: number;
  /** The same for a part of a long message, which is judged without what stands around it. */
  readonly partAtLeast: number;
  /** An emergency that scores at most this much lower than what is merely urgent still counts as an emergency. */
  readonly emergencyWithin: number;
  /** Below this lead, in every sentence a rule fires in, what the rules found is set aside. */
  readonly setAsideBelow: number;
  /** Kinds of danger whose rules are never set aside. */
  readonly neverSetAside: readonly ConcernCategory[];
  /** The row whose reply is said, by `<category>/<urgency>`. */
  readonly rows: ReadonlyMap<string, string>;
}

/** What the second layer makes of a message. */
export interface Judgement {
  /** Absent: no danger was found. */
  readonly concern?: ConcernFound;
  /** The greatest lead of the message and its parts. Higher is more dangerous. */
  readonly lead: number;
}

/** Judges the texts of one message: as typed, and as corrected. The more dangerous of them counts. */
export type Classify = (texts: readonly Hearable[]) => Judgement;

/** What `Concern.rule` says when no rule but the classifier found the danger. */
export const CLASSIFIER = 'classifier';

/** The kind of danger a label stands for, and its place in the scores. */
interface Danger {
  readonly category: ConcernCategory;
  readonly urgency: Urgency;
  readonly place: number;
}

interface Judged {
  readonly lead: number;
  readonly danger: Danger;
}

/**
 * Makes the second layer of triage: a classifier trained on messages of many writers.
 *
 * Pure, and takes time in proportion to the length of the message.
 */
export function safetyClassifier({ classifier, concepts }: SafetyModel, settings: ClassifierSettings): Classify {
  const read = windowReader(concepts);
  const judge = judgeOf(classifier, settings);
  return (texts) => {
    const messages = texts.flatMap((text) => read(text) ?? []);
    const wholes = messages.map(({ whole }) => judge(whole));
    const parts = messages.flatMap(({ windows }) => windows.map(judge));
    const lead = [...wholes, ...parts].reduce((most, judged) => Math.max(most, judged.lead), -Infinity);
    const dangerous = [
      ...wholes.filter((judged) => judged.lead >= settings.concernAtLeast),
      ...parts.filter((judged) => judged.lead >= settings.partAtLeast),
    ];
    const worst = mostPressing(dangerous);
    return worst === undefined ? { lead } : { lead, concern: concernOf(worst.danger, settings) };
  };
}

/** An emergency before what is urgent; among equals the surest. */
function mostPressing(dangerous: readonly Judged[]): Judged | undefined {
  const emergencies = dangerous.filter(({ danger }) => danger.urgency === 'emergency');
  const candidates = emergencies.length > 0 ? emergencies : dangerous;
  return [...candidates].sort((one, other) => other.lead - one.lead)[0];
}

function concernOf({ category, urgency }: Danger, { rows }: ClassifierSettings): ConcernFound {
  return { category, urgency, row: rows.get(`${category}/${urgency}`) ?? 'emergency-signpost', rule: CLASSIFIER };
}

function judgeOf(model: LinearModel, { emergencyWithin }: ClassifierSettings): (features: Features) => Judged {
  const dangers = model.labels.flatMap(dangerOf);
  const emergencies = dangers.filter(({ urgency }) => urgency === 'emergency');
  const urgents = dangers.filter(({ urgency }) => urgency === 'urgent');
  const others = model.labels.flatMap((label, place) => (dangerOf(label, place).length === 0 ? [place] : []));
  return (features) => {
    const scores = scoresOf(vectorOf(features, model.space), model);
    const at = ({ place }: Danger): number => scores[place] ?? -Infinity;
    const best = (of: readonly Danger[]): Danger => of.reduce((one, other) => (at(other) > at(one) ? other : one));
    const [emergency, urgent] = [best(emergencies), best(urgents)];
    const harmless = others.reduce((most, place) => Math.max(most, scores[place] ?? -Infinity), -Infinity);
    const danger = at(emergency) >= at(urgent) - emergencyWithin ? emergency : urgent;
    return { lead: Math.max(at(emergency), at(urgent)) - harmless, danger };
  };
}

/** One danger, or none: the label is `harmless` or `informational`. */
function dangerOf(label: string, place: number): Danger[] {
  const [category = '', urgency] = label.split(':');
  if (urgency !== 'emergency' && urgency !== 'urgent') return [];
  return [{ category: category as ConcernCategory, urgency, place }];
}

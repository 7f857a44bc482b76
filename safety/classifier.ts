import { type LinearModel, scoresOf } from '../language/linearClassifier.ts';
import type { Features } from '../language/features.ts';
import { hear, type Hearable, type HeardText } from '../language/heardText.ts';
import { vectorOf } from '../language/vectors.ts';
import type { SafetyModel } from './classifierModel.ts';
import type { ConcernCategory, ConcernFound, Urgency } from './rule.ts';
import { windowReader } from './windows.ts';

/** Reviewed settings of the second layer. A lead is by how much danger outscores harmless: higher is more dangerous. */
export interface ClassifierSettings {
  /** At or above this lead a message is a concern. */
  readonly concernAtLeast: number;
  /** The same where it would be an emergency. Lower: what life hangs on is taken seriously sooner. */
  readonly emergencyAtLeast: number;
  /** The same for a part of a long message, which is judged without what stands around it. */
  readonly partAtLeast: number;
  /** An emergency that scores at most this much lower than what is merely urgent still counts as an emergency. */
  readonly emergencyWithin: number;
  /** A message that stays below its bar by at most this much is a ground for unease: a line stands with the reply. */
  readonly uneasyWithin: number;
  /** Below this lead the kind of danger is unsure, and what was said before decides. */
  readonly kindSureAtLeast: number;
  /** Below this lead, in every sentence a rule fires in, what the rules found is set aside. */
  readonly setAsideBelow: number;
  /** Kinds of danger whose rules are never set aside. */
  readonly neverSetAside: readonly ConcernCategory[];
  /** The row whose reply is said, by `<category>/<urgency>`, or `<category>/<urgency>-<kind>` for a kind of its own. */
  readonly rows: ReadonlyMap<string, string>;
}

/** What the second layer makes of a message. */
export interface Judgement {
  /** Absent: no danger was found. */
  readonly concern?: ConcernFound;
  /** The greatest lead of the message and its parts. Higher is more dangerous. */
  readonly lead: number;
  /** The kind of danger it came nearest to, where there is no concern but reason for unease. */
  readonly unease?: ConcernCategory;
}

/** Judges the texts of one message: as typed, and as corrected. The more dangerous of them counts. */
export type Classify = (texts: readonly Hearable[]) => Judgement;

/** What `Concern.rule` says when no rule but the classifier found the danger. */
export const CLASSIFIER = 'classifier';

/** The kind of danger a label stands for, and its place in the scores. */
interface Danger {
  readonly category: ConcernCategory;
  readonly urgency: Urgency;
  /** What its reply is found by: `<category>/<urgency>`, or `<category>/<urgency>-<kind>`. */
  readonly rowKey: string;
  readonly place: number;
}

interface Judged {
  readonly lead: number;
  readonly danger: Danger;
}

/** A text judged as a whole and, where it is long, in parts. */
interface TextJudged {
  readonly wholes: readonly Judged[];
  readonly parts: readonly Judged[];
}

/**
 * Makes the second layer of triage: a classifier trained on messages of many writers.
 *
 * Pure, and takes time in proportion to the length of the message.
 */
export function safetyClassifier({ classifier, concepts }: SafetyModel, settings: ClassifierSettings): Classify {
  const read = windowReader(concepts);
  const judge = judgeOf(classifier, settings);
  const judged = oncePerText((text) => {
    const message = read(text);
    return { wholes: message === undefined ? [] : [judge(message.whole)], parts: message?.windows.map(judge) ?? [] };
  });
  return (given) => {
    const texts = given.map((text) => judged(hear(text)));
    const wholes = texts.flatMap((text) => text.wholes);
    const parts = texts.flatMap((text) => text.parts);
    const above = (margin: number): readonly Judged[] => [
      ...wholes.filter((each) => each.lead >= barOf(each, settings) - margin),
      ...parts.filter((each) => each.lead >= settings.partAtLeast - margin),
    ];
    const lead = [...wholes, ...parts].reduce((most, each) => Math.max(most, each.lead), -Infinity);
    const worst = mostPressing(above(0));
    if (worst !== undefined) return { lead, concern: concernOf(worst, settings) };
    const near = mostPressing(above(settings.uneasyWithin));
    return near === undefined ? { lead } : { lead, unease: near.danger.category };
  };
}

function barOf({ danger }: Judged, { concernAtLeast, emergencyAtLeast }: ClassifierSettings): number {
  return danger.urgency === 'emergency' ? emergencyAtLeast : concernAtLeast;
}

/** An emergency before what is urgent; among equals the surest. */
function mostPressing(dangerous: readonly Judged[]): Judged | undefined {
  const emergencies = dangerous.filter(({ danger }) => danger.urgency === 'emergency');
  const candidates = emergencies.length > 0 ? emergencies : dangerous;
  return [...candidates].sort((one, other) => other.lead - one.lead)[0];
}

function concernOf({ danger, lead }: Judged, settings: ClassifierSettings): ConcernFound {
  const { category, urgency, rowKey } = danger;
  const row = settings.rows.get(rowKey) ?? 'emergency-signpost';
  return { category, urgency, row, rule: CLASSIFIER, ...(lead < settings.kindSureAtLeast ? { kindUnsure: true } : {}) };
}

/** The layers, and the net under them, ask of the same text; it is judged once. What was judged goes with the text. */
function oncePerText(judge: (text: HeardText) => TextJudged): (text: HeardText) => TextJudged {
  const known = new WeakMap<HeardText, TextJudged>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const judged = judge(text);
    known.set(text, judged);
    return judged;
  };
}

function judgeOf(model: LinearModel, { emergencyWithin }: ClassifierSettings): (features: Features) => Judged {
  const dangers = model.labels.flatMap(dangerOf);
  const emergencies = dangers.filter(({ urgency }) => urgency === 'emergency');
  const urgents = dangers.filter(({ urgency }) => urgency === 'urgent');
  const others = model.labels.flatMap((label, place) => (dangerOf(label, place).length === 0 ? [place] : []));
  return (features) => {
    const scores = scoresOf(vectorOf(features, model.space), model);
    const emergency = likeliest(emergencies, scores);
    const urgent = likeliest(urgents, scores);
    const danger = emergency.score >= urgent.score - emergencyWithin ? emergency.danger : urgent.danger;
    return { lead: Math.max(emergency.score, urgent.score) - softMaximum(others, scores), danger };
  };
}

/** Of some kinds of danger, at least one, the one that scores highest; among equals the first. */
function likeliest(dangers: readonly Danger[], scores: Float64Array): { danger: Danger; score: number } {
  let danger = dangers[0] as Danger;
  let score = scores[danger.place] ?? -Infinity;
  for (const each of dangers) {
    const other = scores[each.place] ?? -Infinity;
    if (other > score) [danger, score] = [each, other];
  }
  return { danger, score };
}

/**
 * The logarithm of the sum of the exponentials of the scores at some places: a little above the greatest where others
 * come near to it. A message may be harmless in more than one way, and each makes it surer.
 */
function softMaximum(places: readonly number[], scores: Float64Array): number {
  let most = -Infinity;
  for (const place of places) most = Math.max(most, scores[place] ?? -Infinity);
  if (!Number.isFinite(most)) return most;
  let sum = 0;
  for (const place of places) sum += Math.exp((scores[place] ?? -Infinity) - most);
  return most + Math.log(sum);
}

/** One danger, or none: the message is harmless in some way, or asks about a subject. */
function dangerOf(label: string, place: number): Danger[] {
  const [category = '', kind = ''] = label.split(':');
  const [urgency] = kind.split('-');
  if (urgency !== 'emergency' && urgency !== 'urgent') return [];
  return [{ category: category as ConcernCategory, urgency, rowKey: `${category}/${kind}`, place }];
}

import { hear, type HeardText } from '../language/heardText.ts';
import type { Classify } from './classifier.ts';
import { byPressure, type Concern, type ConcernCategory, type ConcernFound } from './rule.ts';
import { sentenceTexts } from './sentences.ts';
import type { Triage } from './triage.ts';

/** What the rules and the classifier are to agree on. */
export interface LayersSettings {
  /** Below this lead of danger, in every sentence a rule fires in, what the rules found is set aside. */
  readonly setAsideBelow: number;
  /** Kinds of danger whose rules are never set aside. */
  readonly neverSetAside: readonly ConcernCategory[];
}

/**
 * Joins the two layers of triage: readable rules, and a classifier for what no rule foresees.
 *
 * Both look at every message and the more pressing concern wins; equally pressing, the rule does, because its reply is
 * made for the case. Only where the classifier is all but sure that the sentences a rule fires in are harmless is the
 * finding set aside. When the classifier fails, the rules decide alone: the check never throws.
 */
export function twoLayers(rules: Triage, classify: Classify, settings: LayersSettings): Triage {
  const seemsHarmless = (text: HeardText): boolean => classify([text]).lead < settings.setAsideBelow;
  const mayBeHarmless = (found: Concern): boolean => {
    return [found, ...(found.others ?? [])].every(({ category }) => !settings.neverSetAside.includes(category));
  };
  return (given) => {
    const texts = given.map(hear);
    const byRule = rules(texts);
    try {
      const { concern } = classify(texts);
      if (byRule === undefined || concern !== undefined || !mayBeHarmless(byRule)) return joined(byRule, concern);
      return texts.flatMap((text) => suspects(text, rules)).every(seemsHarmless) ? undefined : byRule;
    } catch {
      // The rules need nothing that can fail. A file that cannot be used is told of when the program starts.
      return byRule;
    }
  };
}

/** The sentences in which a rule fires; where it takes several together, the whole text; where none does, nothing. */
function suspects(text: HeardText, rules: Triage): readonly HeardText[] {
  if (rules([text]) === undefined) return [];
  const sentences = sentenceTexts(text.text).map(hear).filter((sentence) => rules([sentence]) !== undefined);
  return sentences.length > 0 ? sentences : [text];
}

function joined(byRule: Concern | undefined, byClassifier: ConcernFound | undefined): Concern | undefined {
  if (byRule === undefined || byClassifier === undefined) return byRule ?? byClassifier;
  const { others = [], ...first } = byRule;
  if (isMoreUrgent(byClassifier, first)) return { ...byClassifier, others: [first, ...others] };
  const isNew = [first, ...others].every(({ category }) => category !== byClassifier.category);
  return isNew ? { ...first, others: [...others, byClassifier].sort(byPressure) } : byRule;
}

/** By urgency alone: the classifier is less sure of the kind of danger than a rule is. */
function isMoreUrgent(one: ConcernFound, other: ConcernFound): boolean {
  return one.urgency === 'emergency' && other.urgency === 'urgent';
}

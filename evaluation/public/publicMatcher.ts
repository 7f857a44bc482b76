import { TRAINING, trainMatcher } from '../../knowledge/matcher/trainMatcher.ts';
import { readerOf } from '../../knowledge/matcher/matcherModel.ts';
import type { IsEnglish } from '../../language/dictionary.ts';
import { rankLabels } from '../../language/linearClassifier.ts';
import type { TrainingSettings } from '../../language/trainClassifier.ts';
import type { LabelledText, Prediction } from './publicData.ts';

/** Chosen, as all here, on the validation sets of CLINC150, BANKING77 and HWU64; no test set was looked at. */
const REGRESSION = { share: 0.5, rate: 1, rounds: 10, seed: 1 };
/** Up to about here a word that one label alone uses is the better clue, however often that label uses it. */
const FEW_EXAMPLES_A_LABEL = 15;

/** Predicts labelled messages with a matcher that was trained on others. */
export type Predict = (messages: readonly LabelledText[]) => Prediction[];

/**
 * Trains the product's matcher on a public set: the same reading, spelling and classifier, without the lexicon, which
 * is about babies. Each example counts as written by somebody else, as these were.
 */
export function publicMatcher(examples: readonly LabelledText[], isEnglish: IsEnglish): Predict {
  const written = examples.map((example, i) => ({ ...example, voice: String(i) }));
  const model = trainMatcher(written, [], isEnglish, trainingFor(examples));
  const read = readerOf(model, isEnglish);
  return (messages) =>
    messages.map((message) => {
      const best = rankLabels(read(message.text).features, model.classifier)[0];
      return { ...message, given: best?.label ?? '', score: best?.score ?? -Infinity };
    });
}

function trainingFor(examples: readonly LabelledText[]): TrainingSettings {
  const labels = new Set(examples.map(({ label }) => label)).size;
  const few = examples.length < FEW_EXAMPLES_A_LABEL * labels;
  return { ...TRAINING, regression: REGRESSION, rarityAmong: few ? 'labels' : 'examples' };
}

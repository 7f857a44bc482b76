import type { Prediction } from './publicData.ts';
import type { PublicSets } from './publicSets.ts';
import { HINT3_SYSTEMS } from './published.ts';
import { accuracy, bestMatthewsCorrelation, letThroughAt95, scopeArea } from './scores.ts';

/** How one system understands the real messages of one bot. Shares from 0 to 1. */
export interface RealMessages {
  readonly bot: string;
  /** Which of its training sets was learned. */
  readonly training: 'full' | 'subset';
  readonly system: string;
  readonly bestCorrelation: number;
  readonly accuracy: number;
  readonly area: number;
  readonly letThroughAt95: number;
}

const BOTS = ['curekart', 'powerplay11', 'sofmattress'] as const;
const TRAININGS = [
  { training: 'full', suffix: '' },
  { training: 'subset', suffix: '_subset' },
] as const;

/** Ours beside the published answers of five systems, all measured by the same code. */
export function realMessageFigures({ readHint3, readHint3Predictions, train }: PublicSets): RealMessages[] {
  return TRAININGS.flatMap(({ training, suffix }) =>
    BOTS.flatMap((bot) => {
      const predictions = train(readHint3(`${bot}${suffix}_train`))(readHint3(`${bot}_test`));
      const ours = { bot, training, system: 'ours', ...figuresOf(predictions) };
      const others = HINT3_SYSTEMS.map((system) => {
        return { bot, training, system, ...figuresOf(readHint3Predictions(`${system}_${bot}${suffix}`)) };
      });
      return [ours, ...others];
    }),
  );
}

function figuresOf(predictions: readonly Prediction[]): Omit<RealMessages, 'bot' | 'training' | 'system'> {
  return {
    bestCorrelation: bestMatthewsCorrelation(predictions),
    accuracy: accuracy(predictions),
    area: scopeArea(predictions),
    letThroughAt95: letThroughAt95(predictions),
  };
}

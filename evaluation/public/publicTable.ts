import type { FewShot, ScopeSignal } from './fewShot.ts';
import type { FullWithOutOfScope } from './fullWithOutOfScope.ts';
import type { RealMessages } from './hint3.ts';
import { PUBLISHED } from './published.ts';

/** Every figure on public data. */
export interface PublicEvaluation {
  readonly realMessages: readonly RealMessages[];
  readonly fewShot: readonly FewShot[];
  readonly fullWithOutOfScope: FullWithOutOfScope;
  readonly scopeSignals: readonly ScopeSignal[];
}

/** What stands below the table. */
export const PUBLIC_FOOT =
  'Nobody asks these messages about babies: they show that the matcher is no worse than others at its trade, not that it understands parents.';

/** The evaluation as a page of plain text, published figures beside ours. All but correlations in per cent. */
export function publicTable(evaluation: PublicEvaluation): string {
  return [
    'HINT3: real messages to three bots. Best MCC: the greatest correlation any threshold reaches, out of scope',
    'being one class. In scope: share understood when nothing is refused. Area: how often a message in scope scores',
    'above one that is not. Let through: share out of scope not refused when 95 % in scope are not.',
    'All systems are measured here, from the answers their testers published.',
    '',
    ...realMessageLines(evaluation.realMessages),
    '',
    'A few examples a label: share of the test understood, and its 95 % interval.',
    '',
    ...fewShotLines(evaluation.fewShot),
    '',
    'CLINC150, all examples, threshold chosen on the validation set: share understood in scope / refused out of scope.',
    '',
    ...fullLines(evaluation.fullWithOutOfScope),
    '',
    'How well the score alone tells what is out of scope (BANKING77-OOS, 50 of 77 labels learned):',
    '',
    ...evaluation.scopeSignals.map(scopeLine),
    '',
    PUBLIC_FOOT,
  ].join('\n');
}

function realMessageLines(figures: readonly RealMessages[]): string[] {
  const head = `${'bot'.padEnd(13)}${'training'.padEnd(10)}${'system'.padEnd(12)}best MCC  in scope  area  let through`;
  const lines = figures.map((figure) => {
    const start = figure.bot.padEnd(13) + figure.training.padEnd(10) + figure.system.padEnd(12);
    const numbers = [figure.bestCorrelation.toFixed(3).padEnd(10), percent(figure.accuracy).padEnd(10)];
    return start + numbers.join('') + percent(figure.area).padEnd(6) + percent(figure.letThroughAt95);
  });
  return [head, ...lines];
}

function fewShotLines(figures: readonly FewShot[]): string[] {
  const sets = Object.entries(Object.groupBy(figures, ({ set }) => set));
  return sets.flatMap(([set, group = []]) => {
    const ours = group.map(({ examplesEach, accuracy: { share, low, high } }) => {
      return `${set.padEnd(12)}${String(examplesEach).padStart(2)} each   ${percent(share)} (${percent(low)} to ${percent(high)})`;
    });
    const published = PUBLISHED.fewShot[set as keyof typeof PUBLISHED.fewShot].join(', ');
    return [...ours, `            pretrained encoders, 5 / 10 each: ${published}`];
  });
}

function fullLines(figures: FullWithOutOfScope): string[] {
  const { accuracy, accuracyFromThreshold, outOfScopeRecall, area, letThroughAt95 } = figures;
  return [
    `ours        ${percent(accuracyFromThreshold)} / ${percent(outOfScopeRecall)}`,
    `            ${percent(accuracy)} in scope when nothing is refused; area ${percent(area)}, let through ${percent(letThroughAt95)}`,
    `            published: ${PUBLISHED.outOfScope.join(', ')}`,
  ];
}

function scopeLine({ outside, area, letThroughAt95 }: ScopeSignal): string {
  return `${outside.padEnd(38)} area ${percent(area)}, let through ${percent(letThroughAt95)}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

import { join } from 'node:path';
import type { TakeTurn } from '../dialogs/takeTurn.ts';
import { evaluateSafety, type SafetyEvaluation, type SafetyFigure } from './safety.ts';
import { readSafetyMessages } from './safetyMessages.ts';
import { FOOT } from './table.ts';

/** The sets of test messages, each by other writers. Developers may read the looked-at ones; the others are counted. */
export const SAFETY_SETS = [
  'looked-at', 'counted', 'counted-later', 'counted-last', 'looked-at-december', 'counted-december',
] as const;

/** Where the test messages about danger lie. */
export function safetySet(set: (typeof SAFETY_SETS)[number]): string {
  return join(import.meta.dirname, 'messages', 'safety', `${set}.jsonl`);
}

/** `npm run evaluate -- --safety [--json]`: prints how well danger is noticed, for each set of test messages. */
export function runSafety(takeTurn: TakeTurn, options: readonly string[]): void {
  const given = options.filter((option) => !option.startsWith('--'));
  const files = given.length > 0 ? given : SAFETY_SETS.map(safetySet);
  const found = files.map((file) => ({ file, ...evaluateSafety(readSafetyMessages(file), takeTurn) }));
  console.log(options.includes('--json') ? JSON.stringify({ evaluations: found, foot: FOOT }, null, 2) : tableOf(found));
}

function tableOf(found: readonly (SafetyEvaluation & { readonly file: string })[]): string {
  const parts = found.flatMap(({ file, messages, figures, missed }) => [
    `${file}: ${messages} messages. Share, and its 95 % interval (Wilson).`,
    '',
    ...figures.map(figureLine),
    '',
    `Missed: ${missed.join(', ') || 'none'}`,
    '',
  ]);
  return [...parts, FOOT].join('\n');
}

function figureLine({ measure, hits, of, share, low, high }: SafetyFigure): string {
  const { id, definition, target } = measure;
  const wanted = 'atLeast' in target ? `≥ ${percent(target.atLeast)}` : `≤ ${percent(target.atMost)}`;
  const met = 'atLeast' in target ? share >= target.atLeast : share <= target.atMost;
  const figure = `${percent(share)} (${percent(low)} to ${percent(high)}), ${hits} of ${of}; target ${wanted}${met ? '' : ' – MISSED'}`;
  return `${id.padEnd(28)}${figure}\n    ${definition}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).replace(/\.0$/, '')} %`;
}

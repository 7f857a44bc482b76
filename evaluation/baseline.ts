import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evaluation } from './evaluate.ts';

/** Figures of an earlier evaluation, below which nothing may fall. */
export interface Baseline {
  /** How much worse a share (0 to 1) may be than recorded: some messages in a hundred change sides by chance. */
  readonly allowance: number;
  /** By measure. */
  readonly shares: Readonly<Record<string, number>>;
  /** By share of words misspelt, such as "0.2": points lost. */
  readonly typoPoints: Readonly<Record<string, number>>;
}

const ALLOWANCE = 0.02;
const BASELINE_FILE = join(import.meta.dirname, 'baseline.json');

/** Reads `evaluation/baseline.json`. */
export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(BASELINE_FILE, 'utf8')) as Baseline;
}

/** Writes the figures as the new baseline: what `npm run evaluate -- --record` does. */
export function recordBaseline(evaluation: Evaluation): void {
  writeFileSync(BASELINE_FILE, `${JSON.stringify(baselineOf(evaluation), null, 2)}\n`);
}

/** The figures as a baseline, to a tenth of a per cent. */
export function baselineOf({ figures, typos }: Evaluation): Baseline {
  return {
    allowance: ALLOWANCE,
    shares: Object.fromEntries(figures.map(({ measure, share }) => [measure.id, rounded(share)])),
    typoPoints: Object.fromEntries(typos.map(({ share, points }) => [String(share), rounded(points)])),
  };
}

/** Lists the figures that are worse than the baseline by more than its allowance. Empty: none is. */
export function worseThan({ allowance, shares, typoPoints }: Baseline, { figures, typos }: Evaluation): string[] {
  const worse = figures.filter(({ measure, share }) => {
    const recorded = shares[measure.id] ?? Number.NaN;
    return !('atLeast' in measure.target ? share >= recorded - allowance : share <= recorded + allowance);
  });
  const costlier = typos.filter(({ share, points }) => {
    return !(points <= (typoPoints[String(share)] ?? Number.NaN) + 100 * allowance);
  });
  return [
    ...worse.map(({ measure: { id }, share }) => `${id}: ${share.toFixed(3)}, recorded ${String(shares[id])}`),
    ...costlier.map(({ share, points }) => {
      return `${share} of words misspelt: ${points.toFixed(1)} points, recorded ${String(typoPoints[String(share)])}`;
    }),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

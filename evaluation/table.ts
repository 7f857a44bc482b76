import type { Evaluation, Figure } from './evaluate.ts';

const CONFUSIONS_SHOWN_AT_MOST = 12;

/** What stands below every table, and in the README. */
export const FOOT =
  'The messages were written for this project in imitation of parents; no parent or clinician took part. These figures are not clinical evidence.';

/** The evaluation as a page of plain text. Names test messages by id only. */
export function evaluationTable({ messages, figures, typos, confusions }: Evaluation): string {
  const lost = typos.map(({ share, points }) => `${percent(share)} of words misspelt: ${points.toFixed(1)} points fewer right or offered`);
  const nearest = confusions
    .slice(0, CONFUSIONS_SHOWN_AT_MOST)
    .map(({ right, given, count, ids }) => `  ${count} × ${right} taken for ${given} (${ids.join(', ')})`);
  return [
    `${messages} messages. Share, and its 95 % interval (Wilson).`,
    '',
    ...figures.map(figureLine),
    '',
    ...lost,
    '',
    ...(nearest.length === 0 ? ['No message was missed.'] : ['Nearest confusions (more wordings of the right kind help):', ...nearest]),
    '',
    FOOT,
  ].join('\n');
}

function figureLine({ measure, hits, of, share, low, high }: Figure): string {
  const { target } = measure;
  const wanted = 'atLeast' in target ? `≥ ${percent(target.atLeast)}` : `≤ ${percent(target.atMost)}`;
  const met = 'atLeast' in target ? share >= target.atLeast : share <= target.atMost;
  const figure = `${percent(share)} (${percent(low)} to ${percent(high)}), ${hits} of ${of}; target ${wanted}${met ? '' : ' – MISSED'}`;
  return `${measure.id.padEnd(28)}${figure}\n    ${measure.definition}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).replace(/\.0$/, '')} %`;
}

import { join } from 'node:path';
import { FOOT } from '../table.ts';
import { publicFolder } from '../public/publicData.ts';
import type { Comparison } from './comparisons.ts';
import { comparisons } from './comparisons.ts';
import type { PeerFigure } from './measurePeer.ts';
import { measurePeer } from './measurePeer.ts';
import { PEERS } from './peers.ts';

/** One comparison's figures, ours first. */
interface Measured {
  readonly title: string;
  readonly figures: readonly PeerFigure[];
}

const WITHOUT_PUBLIC_DATA = 'For public messages, too: --data <folder> (npm run evaluate -- --public says where they are).';

/** Measures other libraries beside ours, on the same messages in the same run, and prints the figures. */
export async function runPeers(options: readonly string[]): Promise<void> {
  const folder = publicFolder(options, process.env);
  const measured: Measured[] = [];
  for (const comparison of comparisons(join(import.meta.dirname, '../..'), folder)) {
    measured.push({ title: comparison.title, figures: await figuresOf(comparison) });
  }
  const hints = folder === undefined ? [WITHOUT_PUBLIC_DATA, ''] : [];
  const page = [...measured.flatMap(tableOf), ...hints, FOOT].join('\n');
  console.log(options.includes('--json') ? JSON.stringify({ comparisons: measured, foot: FOOT }, null, 2) : page);
}

async function figuresOf({ examples, messages, ours }: Comparison): Promise<PeerFigure[]> {
  const figures = [await measurePeer('ours', ours(), messages)];
  for (const { name, train } of PEERS) figures.push(await measurePeer(name, await train(examples), messages));
  return figures;
}

function tableOf({ title, figures }: Measured): string[] {
  const [ours] = figures;
  const lines = figures.map(({ name, right: { share, low, high }, medianUs }) => {
    const interval = `${percent(share)} (${percent(low)} to ${percent(high)})`;
    const times = `${(medianUs / (ours?.medianUs ?? 1)).toFixed(1)} × ours`;
    return `${name.padEnd(28)}${interval.padEnd(24)}${medianUs.toFixed(0).padStart(8)} µs   ${times}`;
  });
  const head = `${title}: ${ours?.right.of ?? 0} messages, likeliest label right, in per cent; median time a message`;
  return [head, ...lines, ''];
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

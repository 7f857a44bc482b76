/**
 * `npm run evaluate -- [file or folder of test messages] [--json]`: how well messages are understood.
 * `--record`: the figures become the baseline that a test holds.
 * `--safety`: how well danger is noticed.
 * `--public --data <folder>`: the same matcher on public data. `--peers`: other libraries on the same messages.
 */
import { join } from 'node:path';
import { recordBaseline } from '../evaluation/baseline.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { readTestMessages } from '../evaluation/messages.ts';
import { runPublic } from '../evaluation/public/runPublic.ts';
import { runSafety } from '../evaluation/runSafety.ts';
import { evaluationTable, FOOT } from '../evaluation/table.ts';
import { throughTheTurn } from '../evaluation/throughTheTurn.ts';
import { openDialogs } from './openDialogs.ts';

const options = process.argv.slice(2);
const path = options.find((option) => !option.startsWith('--')) ?? join(import.meta.dirname, '../evaluation/messages');

if (options.includes('--public')) {
  process.exitCode = runPublic(options);
} else if (options.includes('--safety')) {
  runSafety(openDialogs().takeTurn, options);
} else if (options.includes('--peers')) {
  // The other libraries are there for development only, and one of them speaks when it is loaded.
  const { runPeers } = await import('../evaluation/peers/runPeers.ts');
  await runPeers(options);
} else {
  const evaluation = evaluate(readTestMessages(path), throughTheTurn(openDialogs().takeTurn));
  if (options.includes('--record')) recordBaseline(evaluation);
  console.log(options.includes('--json') ? JSON.stringify({ ...evaluation, foot: FOOT }, null, 2) : evaluationTable(evaluation));
}

/** `npm run evaluate -- [file or folder of test messages] [--json]`: how well messages are understood. */
import { join } from 'node:path';
import { evaluate } from '../evaluation/evaluate.ts';
import { readTestMessages } from '../evaluation/messages.ts';
import { evaluationTable, FOOT } from '../evaluation/table.ts';
import { throughTheTurn } from '../evaluation/throughTheTurn.ts';
import { openDialogs } from './openDialogs.ts';

const options = process.argv.slice(2);
const path = options.find((option) => !option.startsWith('--')) ?? join(import.meta.dirname, '../evaluation/messages');

const evaluation = evaluate(readTestMessages(path), throughTheTurn(openDialogs().takeTurn));
console.log(options.includes('--json') ? JSON.stringify({ ...evaluation, foot: FOOT }, null, 2) : evaluationTable(evaluation));

/** `npm run evaluate -- [file or folder of test messages] [--json]`: how well messages are understood. */
import { join } from 'node:path';
import { evaluate } from '../evaluation/evaluate.ts';
import { readTestMessages } from '../evaluation/messages.ts';
import { evaluationTable, FOOT } from '../evaluation/table.ts';
import { checkedContent } from '../knowledge/loadContent.ts';
import { openMatcher } from '../knowledge/matcher.ts';
import { ensureBuilt } from './build.ts';

const root = join(import.meta.dirname, '..');
const options = process.argv.slice(2);
const path = options.find((option) => !option.startsWith('--')) ?? join(root, 'evaluation', 'messages');

ensureBuilt(root);
const match = openMatcher(root, checkedContent(join(root, 'knowledge', 'content')));
const evaluation = evaluate(readTestMessages(path), match);
console.log(options.includes('--json') ? JSON.stringify({ ...evaluation, foot: FOOT }, null, 2) : evaluationTable(evaluation));

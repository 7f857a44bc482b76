/** `npm run --silent ask -- "text"`, or `--jsonl` with lines `{"id"?, "text"}` on standard input. */
import type { Reply } from '../common/reply.ts';
import { BLANK_CONVERSATION } from '../dialogs/conversation.ts';
import type { TakeTurn } from '../dialogs/takeTurn.ts';
import type { Trace } from '../dialogs/turn.ts';
import { jsonLines, printedReply } from './lines.ts';
import { openDialogs } from './openDialogs.ts';

const { takeTurn } = openDialogs();
const [first, ...rest] = process.argv.slice(2);
if (first === '--jsonl') await askEach(takeTurn);
else if (first === undefined) usage();
else askOne(takeTurn, [first, ...rest].join(' '));

function usage(): void {
  console.error('Ask something: npm run --silent ask -- "is it normal that my baby is clingy"');
  process.exitCode = 1;
}

function askOne(take: TakeTurn, text: string): void {
  const { replies, trace } = ask(take, text);
  console.log(replies.map(printedReply).join('\n\n'));
  console.log(`\n[${explained(trace)}]`);
}

/** Each line is the first message of a conversation of its own. */
async function askEach(take: TakeTurn): Promise<void> {
  for await (const line of jsonLines(process.stdin)) {
    const { id, text } = line;
    if (typeof text !== 'string') throw new Error('Each line needs a "text".');
    const { replies, trace } = ask(take, text);
    const { kind, label, score, alternatives, urgency, category } = trace;
    const choices = replies.at(-1)?.choices.map(({ title }) => title) ?? [];
    const why = { kind, label, score, alternatives, urgency, category };
    console.log(JSON.stringify({ id, text, ...why, replies: replies.map((reply) => reply.text), choices }));
  }
}

function ask(take: TakeTurn, text: string): { readonly replies: readonly Reply[]; readonly trace: Trace } {
  return take(BLANK_CONVERSATION, { id: 'ask', channel: 'console', text }, Date.now());
}

function explained({ kind, label, score, alternatives, urgency, category, rule }: Trace): string {
  const parts = [kind, label === kind ? '' : label, urgency, category, rule, score === 0 ? '' : `score ${score.toFixed(2)}`];
  const nearly = alternatives.length === 0 ? '' : `; nearly ${alternatives.join(', ')}`;
  return parts.filter((part) => part !== undefined && part !== '').join(' · ') + nearly;
}

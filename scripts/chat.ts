/** `npm run chat`: a conversation in the terminal, in memory only. An empty line or Ctrl+D ends it. */
import { createInterface } from 'node:readline';
import { BLANK_CONVERSATION, type Conversation } from '../dialogs/conversation.ts';
import { printedReply } from './lines.ts';
import { openDialogs } from './openDialogs.ts';

const { takeTurn, says } = openDialogs();
const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' });
let conversation: Conversation = BLANK_CONVERSATION;

console.log(says.welcome.map(printedReply).join('\n\n'));
terminal.prompt();
for await (const text of terminal) {
  if (text.trim() === '') break;
  const turn = takeTurn(conversation, { id: `line-${conversation.turns}`, channel: 'console', text }, Date.now());
  conversation = turn.conversation;
  console.log(`\n${turn.replies.map(printedReply).join('\n\n')}`);
  terminal.prompt();
}
terminal.close();

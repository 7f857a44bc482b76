/** Has the conversations of `test/conversations/parentsWhoAsk.ts`, and writes them down in `docs/conversations/`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../common/message.ts';
import type { Reply } from '../common/reply.ts';
import { BLANK_CONVERSATION, type Conversation } from '../dialogs/conversation.ts';
import type { TakeTurn } from '../dialogs/takeTurn.ts';
import { PARENTS_WHO_ASK, type ParentsStory } from '../test/conversations/parentsWhoAsk.ts';
import { openDialogs } from './openDialogs.ts';

const FOLDER = join(import.meta.dirname, '../docs/conversations');
const MINUTE_MS = 60_000;
/** The night before a Wednesday in November, as a parent would have it. */
const BEGIN: Instant = Date.UTC(2026, 10, 25, 3);

const NOTE =
  'Real turns of the program, written down by `node scripts/writeConversations.ts`. The words of the parent were made up for this project; no parent took part, and no clinician has checked the replies.';

const { takeTurn } = openDialogs();
mkdirSync(FOLDER, { recursive: true });
for (const story of PARENTS_WHO_ASK) writeFileSync(join(FOLDER, `${story.file}.md`), transcript(takeTurn, story));
writeFileSync(join(FOLDER, 'README.md'), contents());

function transcript(take: TakeTurn, { file, who, turns }: ParentsStory): string {
  let conversation: Conversation = BLANK_CONVERSATION;
  let now = BEGIN;
  const told = turns.map(({ user, afterMinutes = 0, channel = 'directline' }, index) => {
    now += (afterMinutes + 1) * MINUTE_MS;
    const turn = take(conversation, { id: `turn-${index}`, channel, text: user }, now);
    ({ conversation } = turn);
    const { kind, dialogStep } = turn.trace;
    const waited = afterMinutes === 0 ? '' : `*${afterMinutes} minutes later.*\n\n`;
    const why = dialogStep === undefined ? kind : `${kind}, at ${dialogStep}`;
    return `${waited}**Parent:** ${user}\n\n${turn.replies.map(quoted).join('\n>\n')}\n\n<sub>${why}</sub>`;
  });
  return `# ${titleOf(file)}\n\n${who}\n\n${NOTE}\n\n---\n\n${told.join('\n\n')}\n`;
}

function quoted({ text, card, choices }: Reply): string {
  const contacts = card === undefined ? [] : [`☎ ${card.contacts.map(({ label }) => label).join(' · ')}`];
  const buttons = choices.length === 0 ? [] : [choices.map(({ title }) => `[${title}]`).join(' ')];
  return [text, ...contacts, ...buttons].join('\n\n').split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
}

function contents(): string {
  const list = PARENTS_WHO_ASK.map(({ file, who }) => `- [${titleOf(file)}](${file}.md): ${who}`);
  return `# Conversations\n\n${NOTE}\n\n${list.join('\n')}\n`;
}

function titleOf(file: string): string {
  const words = file.replaceAll('-', ' ').replace('teams', 'Teams');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Walks the help dialog and draws it into `docs/ask-for-help.md`, for clinicians and whoever changes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLANK_CONVERSATION, type Conversation } from '../dialogs/conversation.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';
import { FLOW } from '../dialogs/help/flow.ts';
import { type HelpStepId, openedDialog } from '../dialogs/help/helpDialog.ts';
import type { TurnTaken } from '../dialogs/takeTurn.ts';
import { openDialogs } from './openDialogs.ts';

/** Where the drawing stands in the page. */
const DRAWING = /(?<=<!-- drawing -->\n)[\s\S]*(?=<!-- end of drawing -->)/u;
const PAGE = join(import.meta.dirname, '../docs/ask-for-help.md');
const STEPS = Object.keys(FLOW) as readonly HelpStepId[];

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

/** The page with its drawing made anew from real turns of the dialog. */
export function withDrawing(page: string, dialogs: Dialogs): string {
  return page.replace(DRAWING, () => `\n\`\`\`mermaid\n${drawing(dialogs)}\n\`\`\`\n\n`);
}

function drawing(dialogs: Dialogs): string {
  const arrows = [...opening(dialogs), ...STEPS.flatMap((step) => arrowsFrom(dialogs, step))];
  const boxes = STEPS.map((step) => `  ${step}["${label(question(dialogs, step))}"]`);
  return [
    'flowchart TD',
    '  offer(["Distress: one kind sentence, a line to a person, three buttons"])',
    '  page[["The page to take along"]]',
    '  stopped(["Stopped, with a person to contact"])',
    '  answered(["Answered without the dialog"])',
    '  crisis{{"Danger at any step: the crisis reply; the dialog waits until it is asked"}}',
    ...boxes,
    ...together(arrows).map(({ from, to, title }) => `  ${from} -->|"${label(title)}"| ${to}`),
    ...STEPS.map((step) => `  ${step} -.-> crisis`),
    `  crisis -.->|"${label(dialogs.choiceTitle('help-carry-on') ?? '')}"| same(["The same step, every answer kept"])`,
  ].join('\n');
}

function opening(dialogs: Dialogs): readonly Arrow[] {
  const offered = dialogs.takeTurn(BLANK_CONVERSATION, message('i feel so low'), 0);
  return offered.conversation.offered.map((choice) => arrow(dialogs, 'offer', offered.conversation, choice));
}

function arrowsFrom(dialogs: Dialogs, step: HelpStepId): readonly Arrow[] {
  const at: Conversation = { ...BLANK_CONVERSATION, help: openedDialog(0, step) };
  const asked = dialogs.takeTurn(at, message('', 'help-carry-on'), 0);
  return asked.conversation.offered.map((choice) => arrow(dialogs, step, asked.conversation, choice));
}

function arrow(dialogs: Dialogs, from: string, conversation: Conversation, choice: string): Arrow {
  return { from, to: whereTo(dialogs.takeTurn(conversation, message('', choice), 0)), title: dialogs.choiceTitle(choice) ?? choice };
}

function whereTo({ trace, conversation }: TurnTaken): string {
  if (trace.kind === 'summary') return 'page';
  if (conversation.help?.state === 'open') return conversation.help.step;
  if (trace.kind === 'cancelled') return 'stopped';
  return conversation.offered.includes('ask-for-help') ? 'offer' : 'answered';
}

/** Arrows between the same two boxes are one, with all their titles. */
function together(arrows: readonly Arrow[]): readonly Arrow[] {
  const groups = Map.groupBy(arrows, ({ from, to }) => `${from} ${to}`);
  return [...groups.values()].map((group) => ({
    from: group[0]?.from ?? '',
    to: group[0]?.to ?? '',
    title: group.map(({ title }) => title).join(' · '),
  }));
}

function question(dialogs: Dialogs, step: HelpStepId): string {
  return dialogs.writer.write('', { kind: 'dialog-step', content: `dialogs/help/${step}#say.0`, choices: [] }).text;
}

/** Mermaid ends a label at a quotation mark. */
function label(text: string): string {
  return text.replaceAll('"', '#quot;');
}

function message(text: string, choice?: string): { id: string; channel: string; text: string; choice?: string } {
  return { id: 'drawing', channel: 'console', text, ...(choice === undefined ? {} : { choice }) };
}

if (import.meta.main) writeFileSync(PAGE, withDrawing(readFileSync(PAGE, 'utf8'), openDialogs()));

import type { ReplyKind, Said } from '../../common/reply.ts';
import type { Content } from '../../knowledge/content.ts';
import type { Conversation } from '../conversation.ts';
import { withChoices } from '../sayings.ts';
import type { Step, Turn } from '../turn.ts';
import { WAYS } from './flow.ts';
import type { HelpDialog, HelpStepId } from './helpDialog.ts';

/** Choices that speak of holding or feeding a baby: never for a parent whose baby died or is not with them. */
const NOT_AFTER_A_LOSS: ReadonlySet<string> = new Set(['hardest-close', 'hardest-feeding']);
const INSTEAD_AFTER_A_LOSS = 'hardest-something-else';
const OUTSIDE = 'nation-outside';

/** A part of a file of the help dialog, a bubble a paragraph. Empty: the file has no such part. */
export function sayPart(content: Content, file: string, part: string, kind: ReplyKind): readonly Said[] {
  const paragraphs = content.help.get(file)?.parts.get(part) ?? [];
  return paragraphs.map((_, index) => ({ kind, content: `dialogs/help/${file}#${part}.${index}`, choices: [] }));
}

/** The question of a step. In Teams, where others may read, that is said before a parent writes freely. */
export function askStep(content: Content, { message }: Turn, help: HelpDialog): readonly Said[] {
  const inTeams = help.step === 'words' && message.channel === 'msteams';
  return [
    ...(inTeams ? sayPart(content, 'words', 'say-in-teams', 'dialog-step') : []),
    ...sayPart(content, help.step, partFor(help, 'say'), 'dialog-step'),
  ];
}

/** Words that lead back to a question asked before: one paragraph of several, so that none is said twice running. */
export function askAgain(content: Content, help: HelpDialog): readonly Said[] {
  const all = sayPart(content, help.step, partFor(help, 'come-back'), 'dialog-step');
  return all.filter((_, index) => index === help.returns % all.length);
}

/** The choices of a step: its answers, then the ways that every step has. */
export function choicesOf(content: Content, { conversation }: Turn, step: HelpStepId): readonly string[] {
  const answers = content.help.get(step)?.choices ?? [];
  return [...answers.filter((choice) => fittingChoice(conversation, choice) === choice), ...WAYS];
}

/** The choice itself, or the one that stands for it where it would hurt. */
export function fittingChoice({ loss }: Pick<Conversation, 'loss'>, choice: string): string {
  return loss && NOT_AFTER_A_LOSS.has(choice) ? INSTEAD_AFTER_A_LOSS : choice;
}

/** A turn of the dialog: what it says, and where the dialog stands then. */
export function helpTurn(
  said: readonly Said[],
  help: HelpDialog,
  saying: { readonly kind: ReplyKind; readonly choices: readonly string[] },
): Step {
  const { kind, choices } = saying;
  return {
    said: withChoices(said.map((each) => ({ ...each, kind })), choices),
    changes: { help, missed: 0 },
    trace: {
      kind,
      label: kind,
      score: 0,
      alternatives: [],
      ...(help.state === 'ended' ? {} : { dialogStep: help.step }),
    },
  };
}

/** Where the numbers of the UK are no use, other words are said. Only some steps can come after that answer. */
function partFor({ step, answers }: HelpDialog, part: 'say' | 'come-back'): string {
  return answers.nation === OUTSIDE && step === 'words' ? `${part}-outside` : part;
}

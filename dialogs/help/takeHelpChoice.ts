import type { ReplyKind, Said } from '../../common/reply.ts';
import type { Understanding } from '../../knowledge/matcher.ts';
import type { Step, Turn, TurnParts } from '../turn.ts';
import { giveMessage } from '../words.ts';
import { FLOW, type FlowStep, stepAnswered } from './flow.ts';
import { type HelpDialog, type HelpStepId, openedDialog } from './helpDialog.ts';
import { showPage } from './pageToTakeAlong.ts';
import { askAgain, askStep, choicesOf, fittingChoice, helpTurn, sayPart } from './speak.ts';

/** A free answer of more words than this was told to somebody, and is not asked for again. */
const TOLD_AT_LEAST_WORDS = 4;

/** Does what a choice of the dialog says, from wherever the dialog stands. */
export function takeHelpChoice(parts: TurnParts, turn: Turn, choice: string): Step {
  const { help } = turn.conversation;
  const answered = stepAnswered(choice);
  if (answered !== undefined) {
    return takeAnswer(parts, turn, help ?? openedDialog(turn.now, answered.id), answered, choice);
  }
  switch (choice) {
    case 'help-page':
      return showPage(parts.content, turn, help ?? openedDialog(turn.now, 'danger'));
    case 'help-stop':
      return stop(parts, turn);
    case 'what-happens':
      return whatHappens(parts, turn);
    case 'help-back':
      return help === undefined ? open(parts, turn) : back(parts, turn, help);
    case 'help-skip':
      return help === undefined ? open(parts, turn) : goTo(parts, turn, help, FLOW[help.step].next, []);
    case 'help-carry-on':
      return help === undefined ? open(parts, turn) : again(parts, turn, help, []);
    default:
      return withDistress(choice, help !== undefined && help.state !== 'ended' && choice !== 'help-start-afresh'
        ? onAsked(parts, turn, help)
        : open(parts, turn));
  }
}

/** A greeting after a long silence: what was chosen is kept, and the parent says whether to go on. */
export function pickUp({ content }: TurnParts, turn: Turn, help: HelpDialog): Step {
  const part = help.returns % 2 === 0 ? 'say' : 'say-again';
  const choices = content.help.get('pick-up')?.choices ?? [];
  const paused: HelpDialog = { ...help, state: 'paused', returns: help.returns + 1, at: turn.now };
  return helpTurn(sayPart(content, 'pick-up', part, 'help-dialog'), paused, { kind: 'help-dialog', choices });
}

/** An answer that fits no choice: asked for once more in other words, then taken for the nearest there is. */
export function notFitting(parts: TurnParts, turn: Turn, help: HelpDialog, { kind }: Understanding): Step {
  const flow = FLOW[help.step];
  const wasTold = flow.id === 'hardest' && (kind === 'help-dialog' || turn.heard.words.length >= TOLD_AT_LEAST_WORDS);
  if (flow.id === 'danger' || wasTold || help.unfit > 0) {
    return flow.unfitMeans === undefined
      ? goTo(parts, turn, help, flow.next, [])
      : takeAnswer(parts, turn, help, flow, flow.unfitMeans);
  }
  const said = sayPart(parts.content, help.step, 'say-again', 'dialog-step');
  const asked: HelpDialog = { ...help, unfit: help.unfit + 1, at: turn.now };
  return helpTurn(said, asked, { kind: 'dialog-step', choices: choicesOf(parts.content, turn, help.step) });
}

/** Opens the dialog. Danger is asked about once in a conversation, so a second opening begins after it. */
function open({ content }: TurnParts, turn: Turn): Step {
  const isFirst = turn.conversation.help === undefined;
  const help = openedDialog(turn.now, isFirst ? 'danger' : 'hardest');
  const said = [...sayPart(content, 'open', isFirst ? 'say' : 'say-again', 'help-dialog'), ...askStep(content, turn, help)];
  return helpTurn(said, help, { kind: 'help-dialog', choices: choicesOf(content, turn, help.step) });
}

/** "I need help" in the middle of the dialog: a person to contact, and the question again. */
function onAsked(parts: TurnParts, turn: Turn, help: HelpDialog): Step {
  return again(parts, turn, help, sayPart(parts.content, 'open', 'say-again', 'help-dialog'), 'help-dialog');
}

/** An old button changes its answer and leaves the parent where they are. */
function takeAnswer(parts: TurnParts, turn: Turn, help: HelpDialog, flow: FlowStep, given: string): Step {
  const { id, keeps, next } = flow;
  const choice = fittingChoice(turn.conversation, given);
  const answers = keeps === undefined ? help.answers : { ...help.answers, [keeps]: choice };
  const answered: HelpDialog = { ...help, answers, at: turn.now };
  const said = [...sayPart(parts.content, choice, 'say', 'dialog-step'), ...cardFor(parts, turn, choice)];
  return help.step === id ? goTo(parts, turn, answered, next, said) : again(parts, turn, answered, said);
}

/** "What happens if I tell them": with everybody who may have to pass something on. */
function cardFor({ content }: TurnParts, { conversation }: Turn, choice: string): readonly Said[] {
  const isProfessional = choice.startsWith('tell-') && choice !== 'tell-someone-i-trust';
  return isProfessional ? sayPart(content, 'what-happens', conversation.loss ? 'say-after-a-loss' : 'say', 'dialog-step') : [];
}

function goTo(parts: TurnParts, turn: Turn, help: HelpDialog, next: HelpStepId | 'page', said: readonly Said[]): Step {
  if (next === 'page') return showPage(parts.content, turn, { ...help, state: 'open' });
  const there: HelpDialog = { ...help, step: next, state: 'open', unfit: 0, at: turn.now };
  const asked = [...said, ...askStep(parts.content, turn, there)];
  return helpTurn(asked, there, { kind: 'dialog-step', choices: choicesOf(parts.content, turn, next) });
}

/** The same question in other words. */
function again(
  { content }: TurnParts,
  turn: Turn,
  help: HelpDialog,
  said: readonly Said[],
  kind: ReplyKind = 'dialog-step',
): Step {
  const asked = [...said, ...askAgain(content, help)];
  const there: HelpDialog = { ...help, state: 'open', returns: help.returns + 1, at: turn.now };
  return helpTurn(asked, there, { kind, choices: choicesOf(content, turn, help.step) });
}

function back(parts: TurnParts, turn: Turn, help: HelpDialog): Step {
  const to = FLOW[help.step].back;
  if (to === 'offer') return offerAgain(parts, turn, help);
  return again(parts, turn, { ...help, step: to === 'here' ? help.step : to, unfit: 0 }, []);
}

/** Back from the first question: out of the dialog, to the three buttons that it was opened with. */
function offerAgain({ content }: TurnParts, turn: Turn, help: HelpDialog): Step {
  const step = giveMessage(content, turn.conversation, 'finding-it-hard', { kind: 'help-dialog' });
  return { ...step, changes: { ...step.changes, help: { ...help, state: 'ended', at: turn.now } } };
}

/** Ends at once, kindly, whatever was asked. What was chosen is dropped. */
function stop({ content }: TurnParts, turn: Turn): Step {
  const { help, last } = turn.conversation;
  const isOpen = help !== undefined && help.state !== 'ended';
  const part = isOpen && help.answers.nation === 'nation-outside' ? 'say-outside' : isOpen ? 'say' : 'say-again';
  const file = `dialogs/help/stop.${part}`;
  const said = sayPart(content, 'stop', last?.file === file ? 'say' : part, 'cancelled');
  const ended: HelpDialog = { ...openedDialog(turn.now, 'hardest'), state: 'ended' };
  const step = helpTurn(said, ended, { kind: 'cancelled', choices: content.help.get('stop')?.choices ?? [] });
  // A stop without a dialog opens none: danger has not been asked about.
  const kept = help === undefined ? {} : { help: ended };
  return { ...step, changes: { missed: 0, last: lastSaid(file), ...kept } };
}

function lastSaid(file: string): NonNullable<Turn['conversation']['last']> {
  return { kind: 'cancelled', label: 'cancelled', alternatives: [], file };
}

function whatHappens(parts: TurnParts, turn: Turn): Step {
  const { help } = turn.conversation;
  const { content } = parts;
  const said = sayPart(content, 'what-happens', turn.conversation.loss ? 'say-after-a-loss' : 'say', 'dialog-step');
  if (help !== undefined && help.state !== 'ended') return again(parts, turn, help, said);
  return help === undefined ? open(parts, turn) : again(parts, turn, { ...help, step: 'tell' }, said);
}

/** A parent who says that they find it hard is met as somebody in distress from then on. */
function withDistress(choice: string, step: Step): Step {
  return choice === 'finding-it-hard' ? { ...step, changes: { ...step.changes, distress: true } } : step;
}


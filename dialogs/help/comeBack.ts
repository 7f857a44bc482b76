import type { Content } from '../../knowledge/content.ts';
import { BLANK_CONVERSATION, type Conversation } from '../conversation.ts';
import { withChoices } from '../sayings.ts';
import type { Step, Turn } from '../turn.ts';
import { AFRESH_AFTER_MINUTES, type HelpDialog, minutesIdle } from './helpDialog.ts';
import { askAgain, choicesOf } from './speak.ts';

const MAX_TOPICS = 3;

/**
 * Comes back to the help dialog after something else was said in the middle of it: every answer is kept, the same
 * question waits, and the other thing keeps its own kind. After danger it only offers to carry on.
 */
export function comeBack(content: Content, turn: Turn, step: Step): Step {
  const { help } = turn.conversation;
  const isAnother = help !== undefined && help.state !== 'ended' && step.changes.help === undefined && step.forget !== true;
  if (!isAnother) return step;
  if (step.trace.kind === 'cancelled') return { ...step, changes: { ...step.changes, help: { ...help, state: 'ended' } } };
  return help.state === 'paused' || step.trace.kind === 'crisis' ? wait(turn, step, help) : ask(content, turn, step, help);
}

/** The next day begins afresh: nothing of the dialog is quoted, and no button is on screen. */
export function afreshAfterRest(conversation: Conversation, now: number): Conversation {
  const { help } = conversation;
  if (help === undefined || minutesIdle(help, now) < AFRESH_AFTER_MINUTES) return conversation;
  const dropped: ReadonlySet<string> = new Set(['help', 'last']);
  const kept = Object.entries(conversation).filter(([name]) => !dropped.has(name));
  return { ...BLANK_CONVERSATION, ...Object.fromEntries(kept), offered: [], missed: 0 };
}

function wait({ now }: Turn, step: Step, help: HelpDialog): Step {
  const choices = step.said.at(-1)?.choices ?? [];
  return during({ ...step, said: withChoices(step.said, [...choices, 'help-carry-on']) }, { ...help, state: 'paused', at: now });
}

function ask(content: Content, turn: Turn, step: Step, help: HelpDialog): Step {
  const choices = [...topicsIn(step), ...choicesOf(content, turn, help.step)];
  // One turn has one kind: that of what came between.
  const asked = askAgain(content, help).map((bubble) => ({ ...bubble, kind: step.trace.kind }));
  const said = withChoices([...step.said, ...asked], choices);
  return during({ ...step, said }, { ...help, returns: help.returns + 1, at: turn.now });
}

/** "Did you mean" needs its buttons, and an answer the one for its rest; others wait until the dialog is over. */
function topicsIn({ trace, said }: Step): readonly string[] {
  const kept = trace.kind === 'clarification' ? /^(?:ask|signpost):/u : /^tell-me-more:/u;
  return (said.at(-1)?.choices ?? []).filter((choice) => kept.test(choice)).slice(0, MAX_TOPICS);
}

function during(step: Step, help: HelpDialog): Step {
  return { ...step, changes: { ...step.changes, help }, trace: { ...step.trace, dialogStep: help.step } };
}

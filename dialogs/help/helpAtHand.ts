import { withChoices } from '../sayings.ts';
import type { Step } from '../turn.ts';
import { isHelpChoice } from './flow.ts';

/** Leads to a person without the dialog. */
const TO_A_PERSON = 'talk-to-a-person';

/** Puts the way to help under every reply that has none yet. A crisis reply has its own. */
export function withHelpAtHand(step: Step): Step {
  const choices = step.said.at(-1)?.choices ?? [];
  const isThere = choices.some((choice) => choice === TO_A_PERSON || isHelpChoice(choice));
  if (isThere || step.trace.kind === 'crisis') return step;
  return { ...step, said: withChoices(step.said, [...choices, 'finding-it-hard']) };
}

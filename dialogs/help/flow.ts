import type { HelpAnswers, HelpStepId } from './helpDialog.ts';

/** One step: what its answers are kept as, what follows, and what "back" leads to. */
export interface FlowStep {
  readonly id: HelpStepId;
  /** Absent: nothing of the answer is kept. */
  readonly keeps?: keyof HelpAnswers;
  readonly next: HelpStepId | 'page';
  /** `offer`: out of the dialog, to what opens it. `here`: danger is not asked twice, so the step before stays shut. */
  readonly back: HelpStepId | 'offer' | 'here';
  /** Stands for an answer that fitted no choice, once asking again did not help. Absent: the step is skipped. */
  readonly unfitMeans?: string;
}

/** The dialog from its first question to the page. Words are in `knowledge/content/dialogs/help/`. */
export const FLOW: Readonly<Record<HelpStepId, FlowStep>> = {
  danger: { id: 'danger', keeps: 'danger', next: 'hardest', back: 'offer', unfitMeans: 'danger-not-sure' },
  hardest: { id: 'hardest', keeps: 'hardest', next: 'tell', back: 'here', unfitMeans: 'hardest-something-else' },
  tell: { id: 'tell', keeps: 'tell', next: 'nation', back: 'hardest', unfitMeans: 'tell-not-sure' },
  nation: { id: 'nation', keeps: 'nation', next: 'words', back: 'tell' },
  words: { id: 'words', next: 'page', back: 'nation' },
};

/** On every step, after its answers. */
export const WAYS = ['help-page', 'help-back', 'help-skip', 'help-stop'] as const;

/** Choices that carry on or begin, whatever the dialog's state. */
export const OPENERS = ['ask-for-help', 'finding-it-hard', 'help-carry-on', 'help-start-afresh'] as const;

/** Begins like an answer to whom to tell, and is none. */
const TELL_ME_MORE = 'tell-me-more';

/** The step that a choice answers. Undefined: it is no answer. */
export function stepAnswered(choice: string): FlowStep | undefined {
  if (choice.startsWith(TELL_ME_MORE)) return undefined;
  return Object.values(FLOW).find(({ keeps }) => keeps !== undefined && choice.startsWith(`${keeps}-`));
}

/** Whether a choice is one of the dialog's: an answer, a way through it, or what opens it. */
export function isHelpChoice(choice: string): boolean {
  return stepAnswered(choice) !== undefined || choice === 'what-happens' || [...WAYS, ...OPENERS].some((id) => id === choice);
}

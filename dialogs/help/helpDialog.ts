import type { Instant } from '../../common/message.ts';

/** The questions of the help dialog, in order. */
export type HelpStepId = 'danger' | 'hardest' | 'tell' | 'nation' | 'words';

/** What a parent chose, as ids of choices. Absent: skipped, or not asked yet. */
export interface HelpAnswers {
  readonly danger?: string;
  readonly hardest?: string;
  readonly tell?: string;
  readonly nation?: string;
}

/** Where the help dialog stands: codes, counts and a time, never words. */
export interface HelpDialog {
  readonly step: HelpStepId;
  /**
   * `open`: it waits for an answer. `paused`: something came before it, and it goes on when asked. `ended`: the page
   * was shown, or the parent stopped.
   */
  readonly state: 'open' | 'paused' | 'ended';
  readonly answers: HelpAnswers;
  /** How often it came back to a question, which picks the words, so that none are said twice running. */
  readonly returns: number;
  /** Answers to this step that fitted no choice. */
  readonly unfit: number;
  /** Whether the parent put words of their own on the page. The words are not kept. */
  readonly ownWords: boolean;
  readonly at: Instant;
}

/** Minutes of silence after which a greeting does not go on where the dialog was, but asks. */
export const ASK_AFTER_MINUTES = 45;
/** After so long a silence it is another day, and the dialog begins afresh. */
export const AFRESH_AFTER_MINUTES = 6 * 60;
const MINUTE_MS = 60_000;

/** A dialog at its beginning. */
export function openedDialog(now: Instant, step: HelpStepId): HelpDialog {
  return { step, state: 'open', answers: {}, returns: 0, unfit: 0, ownWords: false, at: now };
}

/** Whole minutes since the dialog was last spoken in. */
export function minutesIdle({ at }: HelpDialog, now: Instant): number {
  return Math.floor((now - at) / MINUTE_MS);
}

import type { Understanding } from '../../knowledge/matcher.ts';
import type { HeardText } from '../../language/heardText.ts';
import { chosen, chosenByName, named } from '../chosen.ts';
import { findChoice, isChoice } from '../choices.ts';
import type { Conversation } from '../conversation.ts';
import type { Step, Turn, TurnParts } from '../turn.ts';
import { giveSmalltalk } from '../words.ts';
import { isHelpChoice } from './flow.ts';
import { ASK_AFTER_MINUTES, type HelpDialog, minutesIdle } from './helpDialog.ts';
import { showPage } from './pageToTakeAlong.ts';
import { notFitting, pickUp, takeHelpChoice } from './takeHelpChoice.ts';
import { type HelpPhrases, isQuestion, typedAnswer } from './typedAnswer.ts';

/** A parent who wants a person gets one, however long the sentence. */
const TO_A_HUMAN = 'smalltalk:talk-to-human';
/** Longer, small talk without a question is a story for the page. */
const MAX_WORDS_TO_PROGRAM = 5;
/** Small talk that is hardly meant where danger is asked about. */
const NOT_ABOUT_DANGER: ReadonlySet<string> = new Set(['smalltalk:goodbye', 'smalltalk:insult', 'smalltalk:joke']);
/** Small talk that may as well be about somebody else. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set(['smalltalk:insult', 'smalltalk:joke']);

/**
 * Takes a turn of the help dialog: opens it, goes a step on, back or out. Undefined: the message is about something
 * else; it is answered as ever, and `comeBack` returns to the dialog.
 */
export function helpStep(parts: TurnParts, turn: Turn): Step | undefined {
  const choice = choiceIn(parts, turn);
  if (choice === 'help-what-can-you-do') return giveSmalltalk(parts.content, turn.conversation, choice);
  if (choice !== undefined) return isHelpChoice(choice) ? takeHelpChoice(parts, turn, choice) : undefined;
  const { help } = turn.conversation;
  return help?.state === 'open' ? typedAtStep(parts, turn, help) : undefined;
}

/** What is answered to the offer in other words than its buttons': "yes please". Undefined: no offer is on screen. */
export function answerToOffer({ phrases }: TurnParts, { conversation, heard }: Turn): string | undefined {
  const isOffered = conversation.offered.includes('ask-for-help') && conversation.offered.includes('not-now');
  const answer = isOffered ? typedAnswer(phrases, 'offer', heard) : undefined;
  return answer === 'at-the-limit' ? undefined : answer;
}

/** The choice that was tapped or typed, of the dialog's or another's. Undefined: it is none. */
function choiceIn(parts: TurnParts, turn: Turn): string | undefined {
  const { content, standing } = parts;
  const { message, conversation, heard } = turn;
  if (message.choice !== undefined && isChoice(content, message.choice)) return message.choice;
  const offered = conversation.offered.flatMap((id) => findChoice(content, id) ?? []);
  return (
    chosen(heard, named(offered))?.id ??
    answerToOffer(parts, turn) ??
    chosenByName(heard, standing)?.id ??
    inOtherWords(parts, turn)
  );
}

/** As typed, then with its spelling corrected. */
function inOtherWords({ phrases }: TurnParts, turn: Turn): string | undefined {
  const files = filesListenedTo(turn.conversation);
  const find = (text: HeardText): string | undefined => {
    // A whole message first: "leave me alone" is no answer that holds "alone".
    const ways = (['whole', undefined] as const).flatMap((as) => files.map((file) => typedAnswer(phrases, file, text, as)));
    const found = ways.find((choice) => choice !== undefined);
    if (found !== undefined) return isHeard(turn.conversation, found) ? found : undefined;
    return answerWhilePaused(phrases, turn.conversation, text);
  };
  const [, corrected] = turn.texts();
  // A question stays one when its mark is lost in correcting.
  return find(turn.heard) ?? (corrected === undefined || isQuestion(turn.heard) ? undefined : find(corrected));
}

/** A question's own answers come first: at "in your own words", "no" means skip. */
function filesListenedTo({ help, offered }: Conversation): readonly string[] {
  const asksToGoOn = offered.includes('help-carry-on') && offered.includes('help-start-afresh');
  return [...(asksToGoOn ? ['pick-up'] : []), ...(help?.state === 'open' ? [help.step] : []), 'ways'];
}

/** After danger the dialog waits. A bare "the gp" or "wales" takes it up again; a sentence that holds one does not. */
function answerWhilePaused(phrases: HelpPhrases, { help }: Conversation, text: HeardText): string | undefined {
  const isWaiting = help?.state === 'paused' && (help.step === 'tell' || help.step === 'nation');
  return isWaiting ? typedAnswer(phrases, help.step, text, 'whole') : undefined;
}

/** Ways through the dialog mean something else when it is not there: "next", "done". */
function isHeard({ help }: Conversation, choice: string): boolean {
  const always = choice === 'ask-for-help' || choice === 'help-stop' || choice === 'help-what-can-you-do';
  const again = help !== undefined && (choice === 'help-page' || choice === 'help-back' || choice === 'help-carry-on');
  return always || again || (help !== undefined && help.state !== 'ended');
}

function typedAtStep(parts: TurnParts, turn: Turn, help: HelpDialog): Step | undefined {
  const understanding = turn.understanding();
  const isAsking = isQuestion(turn.heard);
  if (isBack(turn, help, understanding)) return pickUp(parts, turn, help);
  if (help.step === 'words') return isInterruptionOfWords(understanding, isAsking) ? undefined : ownWords(parts, turn, help);
  return isInterruption(help, understanding, isAsking) ? undefined : notFitting(parts, turn, help, understanding);
}

/** A parent who comes back after a while, and says no more than that. Words for the page are never lost to it. */
function isBack({ now }: Turn, help: HelpDialog, { best, kind, corrected }: Understanding): boolean {
  const isUnclear = kind === 'unanswerable' || kind === 'clarification';
  const isShort = corrected.split(' ').length <= MAX_WORDS_TO_PROGRAM && kind !== 'answer' && kind !== 'signpost';
  const saysLittle = best.label === 'smalltalk:greeting' || (help.step !== 'words' && (isUnclear || isShort));
  return minutesIdle(help, now) >= ASK_AFTER_MINUTES && saysLittle;
}

/**
 * What the program can answer, it answers; what only it could not place was meant for the question. Where danger is
 * asked about, whatever is no question is an answer, and "he might kick off later" is no goodbye.
 */
function isInterruption({ step }: HelpDialog, { kind, best: { label } }: Understanding, isAsking: boolean): boolean {
  if (kind === 'smalltalk') return isAsking || step !== 'danger' || !NOT_ABOUT_DANGER.has(label);
  if (kind === 'answer' || kind === 'signpost') return isAsking || step !== 'danger';
  return isAsking && kind !== 'help-dialog';
}

/** Whatever is not clearly said to the program is the parent's own words: "she says I'm useless" is no insult to it. */
function isInterruptionOfWords({ kind, best: { label }, corrected }: Understanding, isAsking: boolean): boolean {
  const isShort = corrected.split(' ').length <= MAX_WORDS_TO_PROGRAM;
  if (kind === 'smalltalk') return isAsking || label === TO_A_HUMAN || (isShort && !ABOUT_PEOPLE.has(label));
  return isAsking && (kind === 'answer' || kind === 'signpost');
}

/** An empty message, or one without a word, is nothing for a page. */
function ownWords(parts: TurnParts, turn: Turn, help: HelpDialog): Step {
  const { text } = turn.message;
  return /[\p{L}\p{N}]/u.test(text) ? showPage(parts.content, turn, help, text) : takeHelpChoice(parts, turn, 'help-carry-on');
}


import type { Said } from '../common/reply.ts';
import type { Content, Entry } from '../knowledge/content.ts';
import { askAbout, choiceForLabel, tellMeMore } from './choices.ts';
import type { Conversation } from './conversation.ts';
import { mayBeNearHarm } from './help/atTheLimit.ts';
import { sayFullAnswer, sayShortAnswer, sayWords, withChoices } from './sayings.ts';
import type { Step } from './turn.ts';
import { wordsOf } from './words.ts';

const MAX_RELATED = 2;
const MAX_OFFERED = 3;

/** Gives a passage: the line before a hard one, the quotation, and what must follow a reassuring one. */
export function givePassage(content: Content, conversation: Conversation, entry: Entry): Step {
  const [before, after] = [framingWords(content, entry.before), framingWords(content, entry.after)];
  const bubbles = [...before, ...sayShortAnswer(entry), ...after];
  return passageStep(entry, withChoices(bubbles, choicesAfter(content, conversation, entry)));
}

/** Gives the rest of a passage, framed the same way. `fullAnswer` must not be empty. */
export function giveRest(content: Content, conversation: Conversation, entry: Entry): Step {
  const bubbles = [...sayFullAnswer(entry), ...framingWords(content, entry.after)];
  const choices = choicesAfter(content, conversation, entry).filter((choice) => choice !== tellMeMore(entry.id));
  return passageStep(entry, withChoices(bubbles, [...choices, 'where-from']), restOf(entry));
}

/** Whether the rest of the passage is what was said last. */
export function saidTheRest({ last }: Conversation, entry: Entry): boolean {
  return last?.file === restOf(entry);
}

function restOf({ id }: Entry): string {
  return `entries/${id}#rest`;
}

/** The choices that lead to these labels, best first, without those that must not be offered. At most three. */
export function choicesFor(content: Content, conversation: Conversation, labels: readonly string[]): readonly string[] {
  const offerable = labels.filter((label) => mayOffer(conversation, content.entries.get(label)));
  return offerable.flatMap((label) => choiceForLabel(content, label) ?? []).slice(0, MAX_OFFERED);
}

/**
 * Whether a passage may be put on a button. A hard one may not, nor, after a loss, one about holding a baby, nor, for
 * parents, one for charities. What is no passage may be.
 */
export function mayOffer(conversation: Conversation, entry: Entry | undefined): boolean {
  if (entry === undefined) return true;
  return !entry.onlyWhenAsked && !(entry.aboutHolding && !mayHearOfHolding(conversation));
}

/**
 * Whether holding and soothing a baby may be spoken of unasked: not after a loss, and not to a parent who may be near
 * harming theirs.
 */
export function mayHearOfHolding(conversation: Conversation): boolean {
  return !conversation.loss && !mayBeNearHarm(conversation);
}

function framingWords(content: Content, id: string | undefined): readonly Said[] {
  return id === undefined ? [] : sayWords('messages', wordsOf(content.messages, id), 'answer');
}

function passageStep(entry: Entry, said: readonly Said[], file = `entries/${entry.id}`): Step {
  return {
    said,
    changes: { missed: 0, last: { kind: 'answer', label: entry.id, alternatives: [], file } },
    trace: { kind: 'answer', label: entry.id, score: 0, alternatives: [] },
  };
}

function choicesAfter(content: Content, conversation: Conversation, entry: Entry): readonly string[] {
  const related = entry.related.filter((id) => mayOffer(conversation, content.entries.get(id)));
  return [
    ...(entry.fullAnswer.length > 0 ? [tellMeMore(entry.id)] : []),
    ...related.slice(0, MAX_RELATED).map(askAbout),
    'not-what-i-meant',
    'finding-it-hard',
  ];
}

import type { ReplyKind } from '../common/reply.ts';
import type { Content } from '../knowledge/content.ts';
import type { ChoiceOfferedByName, MessageSaidByName } from '../knowledge/contentIds.ts';
import { chosen, chosenByName, MAX_TYPED_CHARACTERS, named, type NamedChoice } from './chosen.ts';
import { findChoice, isChoice } from './choices.ts';
import { type Conversation, hasShownNeed } from './conversation.ts';
import { asksTooMuchNow } from './help/atTheLimit.ts';
import { answerToOffer } from './help/helpStep.ts';
import { typedAnswer } from './help/typedAnswer.ts';
import { menu } from './menu.ts';
import { choicesFor, givePassage, giveRest, saidTheRest } from './passages.ts';
import type { Step, Turn, TurnParts } from './turn.ts';
import { giveMessage, giveSignpost } from './words.ts';

/** Choices that say a message of the same name, and what that message mainly does. */
const SAY_A_MESSAGE = {
  'ask-a-question': 'clarification',
  'where-from': 'smalltalk',
  about: 'smalltalk',
  'talk-to-a-person': 'help-dialog',
  'more-help': 'help-dialog',
  'not-now': 'cancelled',
  'none-of-these': 'unanswerable',
} as const satisfies Partial<Record<MessageSaidByName & ChoiceOfferedByName, ReplyKind>>;

const STANDING: readonly ChoiceOfferedByName[] = [
  'tell-me-more',
  'where-from',
  'talk-to-a-person',
  'finding-it-hard',
  'ask-for-help',
  'help-page',
  'not-what-i-meant',
  'show-topics',
  'delete-my-data',
];

/** Does what a button says, tapped or typed. Undefined: the message is not a choice. */
export function choiceStep(parts: TurnParts, turn: Turn): Step | undefined {
  const { content, standing } = parts;
  const choice =
    tappedChoice(content, turn) ??
    typedChoice(content, standing, turn) ??
    answerToOffer(parts, turn) ??
    inOtherWords(parts, turn);
  if (choice === undefined) return undefined;
  const [verb = '', about = ''] = choice.split(':', 2);
  return takeChoice(content, turn, verb, about);
}

/** The choices that are understood by their own words whenever they are typed. */
export function standingChoices(content: Content): readonly NamedChoice[] {
  return named(STANDING.flatMap((id) => findChoice(content, id) ?? []));
}

/** A choice that came with the message may be from any time, but must be one of ours. */
function tappedChoice(content: Content, { message: { choice } }: Turn): string | undefined {
  return choice !== undefined && isChoice(content, choice) ? choice : undefined;
}

function typedChoice(content: Content, standing: readonly NamedChoice[], turn: Turn): string | undefined {
  const { heard } = turn;
  if (heard.text.length > MAX_TYPED_CHARACTERS) return undefined;
  const offered = turn.conversation.offered.flatMap((id) => findChoice(content, id) ?? []);
  return (chosen(heard, named(offered)) ?? chosenByName(heard, standing))?.id;
}

/** A choice in other words that the content lists, whatever is on screen: "I just want an answer", "go on", "menu". */
function inOtherWords({ phrases }: TurnParts, { heard, conversation }: Turn): string | undefined {
  if (typedAnswer(phrases, 'ways', heard, 'whole') === 'just-answer') return 'just-answer';
  const choice = typedAnswer(phrases, 'at-any-time', heard, 'whole');
  if (choice === 'tell-me-more' && conversation.last?.kind !== 'answer') return undefined;
  // Who does not know what to say after danger or distress needs a person, and no list of topics.
  return choice === 'show-topics' && hasShownNeed(conversation) ? 'talk-to-a-person' : choice;
}

function takeChoice(content: Content, turn: Turn, verb: string, about: string): Step | undefined {
  const { conversation } = turn;
  switch (verb) {
    case 'ask':
      return passage(content, turn, about);
    case 'signpost':
      return giveSignpost(content, conversation, about);
    case 'tell-me-more':
      return more(content, turn, about === '' ? (conversation.last?.label ?? '') : about);
    case 'not-what-i-meant':
      return others(content, turn);
    case 'just-answer':
      return justAnswer(content, turn);
    case 'show-topics':
    case 'back-to-questions':
      return menu(content, conversation, 'topics');
    case 'delete-my-data':
      return deleted(content, conversation);
    default:
      return sayMessage(content, conversation, verb);
  }
}

function passage(content: Content, { conversation }: Turn, id: string): Step | undefined {
  const entry = content.entries.get(id);
  if (entry === undefined) return undefined;
  if (asksTooMuchNow(conversation, id)) return giveSignpost(content, conversation, 'crying');
  if (!(entry.aboutHolding && conversation.loss)) return givePassage(content, conversation, entry);
  return giveMessage(content, conversation, 'loss-kindness', { kind: 'unanswerable' });
}

function more(content: Content, { conversation }: Turn, label: string): Step {
  const entry = content.entries.get(label);
  const isLeft = entry !== undefined && entry.fullAnswer.length > 0 && !saidTheRest(conversation, entry);
  if (isLeft) return giveRest(content, conversation, entry);
  return giveMessage(content, conversation, 'no-more', { kind: 'answer', label });
}

/** "Not what I meant": three others, then help. */
function others(content: Content, { conversation }: Turn): Step {
  const choices = choicesFor(content, conversation, conversation.last?.alternatives ?? []);
  if (choices.length === 0) return giveMessage(content, conversation, 'none-of-these', { kind: 'unanswerable' });
  const withHelp = [...choices, 'none-of-these', 'talk-to-a-person'];
  return giveMessage(content, conversation, 'not-what-i-meant', { kind: 'clarification', choices: withHelp });
}

/**
 * "Just answer my question": the passage that the message about distress also asked for, if there was one. The help
 * dialog, if it was open, is over.
 */
function justAnswer(content: Content, turn: Turn): Step {
  const { last, help } = turn.conversation;
  const label = last?.alternatives.find((id) => content.entries.get(id)?.onlyWhenAsked === false);
  const given = label === undefined ? undefined : passage(content, turn, label);
  const step = given ?? giveMessage(content, turn.conversation, 'just-answer', { kind: 'clarification' });
  return help === undefined ? step : { ...step, changes: { ...step.changes, help: { ...help, state: 'ended' } } };
}

function deleted(content: Content, conversation: Conversation): Step {
  const step = giveMessage(content, conversation, 'deleted', { kind: 'smalltalk', label: 'smalltalk:privacy' });
  return { ...step, forget: true };
}

function sayMessage(content: Content, conversation: Conversation, verb: string): Step | undefined {
  if (!saysAMessage(verb)) return undefined;
  return giveMessage(content, conversation, verb, { kind: SAY_A_MESSAGE[verb] });
}

function saysAMessage(verb: string): verb is keyof typeof SAY_A_MESSAGE {
  return Object.hasOwn(SAY_A_MESSAGE, verb);
}

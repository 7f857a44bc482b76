import type { Content, Entry } from '../knowledge/content.ts';
import type { Understanding } from '../knowledge/matcher.ts';
import { type Conversation, hasShownNeed } from './conversation.ts';
import { type ConcernCategory, OF_THE_BODY } from '../safety/rule.ts';
import { asksTooMuch } from './help/atTheLimit.ts';
import { menu } from './menu.ts';
import { choicesFor, givePassage } from './passages.ts';
import { sayCrisis, withChoices } from './sayings.ts';
import { firstOfTwoQuestions, secondQuestion } from './secondQuestion.ts';
import type { Step, Turn, TurnParts } from './turn.ts';
import { giveMessage, giveSignpost, giveSmalltalk } from './words.ts';

/** Answers with what the message was understood as, or says honestly that it cannot. */
export function answerStep(parts: TurnParts, turn: Turn): Step {
  const whole = turn.understanding();
  const first = whole.kind === 'clarification' ? firstOfTwoQuestions(parts.match, turn.message.text) : undefined;
  // Signs of illness or distress stand anywhere in a message, not only in its first question.
  const understanding = first === undefined ? whole : { ...first, signs: whole.signs };
  return withSecondQuestion(parts, turn, explained(stepFor(parts, turn, understanding), understanding));
}

/** What else was asked comes as the first button of the answer to the main thing, and stays at hand after distress. */
function withSecondQuestion({ content, match }: TurnParts, { conversation, message }: Turn, step: Step): Step {
  const { kind, label, score, alternatives } = step.trace;
  if (kind !== 'answer' && kind !== 'signpost' && kind !== 'help-dialog') return step;
  const second = secondQuestion(match, message.text, label);
  const [choice] = second === undefined ? [] : choicesFor(content, conversation, [second]);
  if (second === undefined || choice === undefined) return step;
  const others = (step.said.at(-1)?.choices ?? []).filter((other) => other !== choice);
  const said = kind === 'help-dialog' ? step.said : withChoices(step.said, [choice, ...others]);
  const nearly = [second, ...alternatives.filter((other) => other !== second)];
  return explained({ ...step, said }, { best: { label, score }, alternatives: nearly });
}

function stepFor(parts: TurnParts, turn: Turn, understanding: Understanding): Step {
  const { content } = parts;
  const said = isUnclear(understanding, turn.conversation) ? sayAgainWhatToDo(parts, turn.conversation) : undefined;
  if (said !== undefined) return said;
  switch (understanding.kind) {
    case 'answer':
      return answer(parts, turn, understanding);
    case 'clarification':
      return offer(content, turn, understanding);
    case 'help-dialog':
      return meetDistress(content, turn.conversation);
    case 'signpost':
      return giveSignpost(content, turn.conversation, topicOf(understanding));
    case 'smalltalk':
      return giveSmalltalk(content, turn.conversation, topicOf(understanding));
    case 'unanswerable':
      return unanswerable(content, turn);
  }
}

/** "Only six", "should I worry": what has no answer of its own. */
function isUnclear({ kind }: Understanding, { concern }: Conversation): boolean {
  if (concern === undefined || !(concern.urgency === 'emergency' || OF_THE_BODY.has(concern.category))) return false;
  return kind === 'unanswerable' || kind === 'clarification';
}

/** After an emergency, or when somebody is unwell, doubt is met with the shorter words of its reply: still ring. */
function sayAgainWhatToDo({ content }: TurnParts, { concern }: Conversation): Step | undefined {
  const reply = concern === undefined ? undefined : content.safety.replies.get(concern.row);
  if (concern === undefined || reply === undefined) return undefined;
  const { category, urgency, row } = concern;
  return {
    said: sayCrisis(reply, true),
    changes: { missed: 0, last: { kind: 'crisis', label: 'crisis', alternatives: [], file: `safety/${row}` } },
    trace: { kind: 'crisis', label: 'crisis', score: 0, alternatives: [], category, urgency, rule: 'goes-on' },
  };
}

/** A hard passage is never given after distress, nor one about holding a baby after a loss. */
function answer(parts: TurnParts, turn: Turn, { best: { label }, signs }: Understanding): Step {
  const { content, phrases } = parts;
  const { conversation } = turn;
  const entry = content.entries.get(label);
  if (entry === undefined) return unanswerable(content, turn);
  if (entry.aboutHolding && conversation.loss) {
    return giveMessage(content, conversation, 'loss-kindness', { kind: 'unanswerable' });
  }
  if (asksTooMuch(phrases, turn, label)) return giveSignpost(content, conversation, 'crying');
  if (reassures(entry) && (signs.illness || babyMayBeUnwell(parts, turn))) {
    return withholdReassurance(content, conversation);
  }
  const kinder = entry.onlyWhenAsked && hasShownNeed(conversation) ? content.entries.get('later.foundation') : undefined;
  return givePassage(content, conversation, kinder ?? entry);
}

/** Passages that reassure are the ones that a line against false comfort follows. */
function reassures({ after }: Entry): boolean {
  return after === 'trust-that-feeling';
}

/** Whether the conversation spoke of a baby ill, poisoned or hurt, or the message came near to it. */
function babyMayBeUnwell({ unease }: TurnParts, { conversation: { concern }, texts }: Turn): boolean {
  if (concern !== undefined && MAY_BE_THE_BABY.has(concern.category)) return true;
  if (concern?.category === 'harm-to-baby' && concern.highestUrgency === 'emergency') return true;
  const near = unease(texts());
  return near !== undefined && MAY_BE_THE_BABY.has(near);
}

const MAY_BE_THE_BABY: ReadonlySet<ConcernCategory> = new Set(['baby-medical', 'overdose-poisoning']);

/** A parent who speaks of an illness is not told that all is well, but who to ring. */
function withholdReassurance(content: Content, conversation: Conversation): Step {
  return giveMessage(content, conversation, 'reassurance-withheld', { kind: 'signpost', label: 'signpost:baby-illness' });
}

function offer(content: Content, { conversation }: Turn, { candidates }: Understanding): Step {
  const choices = choicesFor(
    content,
    conversation,
    candidates.map(({ label }) => label),
  );
  if (choices.length === 0) return menu(content, conversation);
  return giveMessage(content, conversation, 'clarification', {
    kind: 'clarification',
    choices: [...choices, 'none-of-these'],
  });
}

/** A kind sentence and a person to contact; in other words when the parent has said so before, by turns. */
function meetDistress(content: Content, conversation: Conversation): Step {
  const again = conversation.distress && conversation.last?.file !== SAID_AGAIN;
  const step = giveMessage(content, conversation, 'finding-it-hard', { kind: 'help-dialog', again });
  const last = step.changes.last;
  const now = again && last !== undefined ? { last: { ...last, file: SAID_AGAIN } } : {};
  return { ...step, changes: { ...step.changes, distress: true, ...now } };
}

const SAID_AGAIN = 'messages/finding-it-hard#again';

/** After distress or danger, and the second time running, more is said: where a person can be reached. */
function unanswerable(content: Content, { conversation }: Turn): Step {
  const { missed } = conversation;
  const step = giveMessage(content, conversation, 'unanswerable', { kind: 'unanswerable', again: missed > 0 || hasShownNeed(conversation) });
  return { ...step, changes: { ...step.changes, missed: missed + 1 } };
}

function topicOf({ best: { label } }: Understanding): string {
  return label.slice(label.indexOf(':') + 1);
}

type Nearly = Pick<Understanding, 'best' | 'alternatives'>;

/** The step with its score and what was nearly chosen: for the trace, and for "Not what I meant" in the next turn. */
function explained(step: Step, { best: { score }, alternatives }: Nearly): Step {
  const last = step.changes.last === undefined ? {} : { last: { ...step.changes.last, alternatives } };
  return { ...step, changes: { ...step.changes, ...last }, trace: { ...step.trace, score, alternatives } };
}

import type { Said } from '../common/reply.ts';
import { phoneNumbersIn } from '../knowledge/checks/ourWords.ts';
import type { Barrier, Content, Words } from '../knowledge/content.ts';
import type { MessageSaidByName } from '../knowledge/contentIds.ts';
import type { Signs } from '../knowledge/matcher.ts';
import type { RememberedConcern } from '../safety/nextConcern.ts';
import { type ConcernCategory, OF_THE_BODY } from '../safety/rule.ts';
import { CHILDREN } from './conversation.ts';
import type { ReplyWriter } from './replyWriter.ts';
import { sayWords, withChoices } from './sayings.ts';
import type { Step, Turn, TurnParts } from './turn.ts';
import { wordsOf } from './words.ts';

/** The line that fits each concern. None of them names it: somebody may be looking. */
const LINE_AFTER: Readonly<Record<ConcernCategory, MessageSaidByName>> = {
  suicide: 'line-talk',
  'self-harm': 'line-talk',
  'harm-to-baby': 'line-talk',
  psychosis: 'line-talk',
  'baby-medical': 'line-health',
  'parent-medical': 'line-health',
  'overdose-poisoning': 'line-health',
  'domestic-abuse': 'line-safe',
  safeguarding: 'line-child',
};

/**
 * The net under triage. Whatever is replied once a conversation has shown danger or distress, or to a message with a
 * sign of distress or illness or one that came near to being a concern, a line to a person stands with it; so it does
 * beside a grave subject.
 */
export function withLines(parts: TurnParts & { readonly writer: ReplyWriter }, turn: Turn, step: Step): Step {
  return withLine(parts, turn, withBeside(parts, turn, step));
}

/** Words that stand beside whatever is replied. Amid a crisis reply, whose last line is its own. */
function withBeside({ content }: TurnParts, turn: Turn, step: Step): Step {
  const isCrisis = step.trace.kind === 'crisis';
  const found = turn.barriers().filter(({ when }) => when === 'beside');
  const isChild = turn.conversation.under18 === true || found.some(({ id }) => id === CHILDREN);
  const beside = besideNow(content, found, { isCrisis, isChild });
  const said = beside.flatMap((words) => sayWords('barriers', words, step.trace.kind));
  const changes = isChild ? { ...step.changes, under18: true } : step.changes;
  const end = isCrisis && step.said.length > 1 ? -1 : step.said.length;
  return { ...step, changes, said: keepChoices(step, [...step.said.slice(0, end), ...said, ...step.said.slice(end)]) };
}

/** A crisis reply has every line but the one for children, which is added each time. */
function besideNow(
  content: Content,
  found: readonly Barrier[],
  { isCrisis, isChild }: { readonly isCrisis: boolean; readonly isChild: boolean },
): readonly Barrier[] {
  if (!isCrisis) return found;
  const forChildren = content.barriers.get(CHILDREN);
  return isChild && forChildren !== undefined ? [forChildren] : [];
}

function withLine(parts: Parameters<typeof withLines>[0], turn: Turn, step: Step): Step {
  const { content, writer } = parts;
  const id = lineFor(parts, turn, step);
  if (id === undefined) return step;
  const line = wordsOf(content.messages, id);
  if (holdsOneOf(writer, step.said, numbersInReach(turn, line))) return step;
  return { ...step, said: keepChoices(step, [...step.said, ...sayWords('messages', line, step.trace.kind)]) };
}

/** Any number of the line will do; after an emergency only 999. */
function numbersInReach({ conversation: { concern } }: Turn, { say }: Words): readonly string[] {
  return concern?.highestUrgency === 'emergency' ? ['999'] : phoneNumbersIn(say.join(' '));
}

/** Undefined: nothing in the conversation asks for a line. A crisis reply has its own. */
function lineFor(parts: TurnParts, turn: Turn, { changes, trace }: Step): MessageSaidByName | undefined {
  if (trace.kind === 'crisis') return undefined;
  const { concern, distress } = turn.conversation;
  if (concern !== undefined) return lineAfter(concern);
  const signs = signsOf(turn);
  if (distress || changes.distress === true || signs.distress) return 'quiet-line';
  return signs.illness ? 'line-health' : lineNear(parts, turn);
}

/** What was an emergency of the body is not followed by 111. */
function lineAfter({ category, urgency }: RememberedConcern): MessageSaidByName {
  return urgency === 'emergency' && OF_THE_BODY.has(category) ? 'line-emergency' : LINE_AFTER[category];
}

/** The line of the kind of danger that the message came near to. A tapped button is our own words. */
function lineNear({ unease }: TurnParts, { message, texts }: Turn): MessageSaidByName | undefined {
  const category = message.choice === undefined ? unease(texts()) : undefined;
  if (category === undefined) return undefined;
  return OF_THE_BODY.has(category) ? 'line-health' : 'quiet-line';
}

/** Whatever broke the matcher: without it, no sign was seen. */
function signsOf(turn: Turn): Signs {
  try {
    return turn.understanding().signs;
  } catch {
    return { distress: false, illness: false };
  }
}

function holdsOneOf(writer: ReplyWriter, said: readonly Said[], numbers: readonly string[]): boolean {
  const text = said.map((bubble) => writer.write('', bubble).text).join('\n');
  const given = new Set(phoneNumbersIn(text));
  return numbers.some((number) => given.has(number));
}

function keepChoices(step: Step, said: readonly Said[]): readonly Said[] {
  return said.length === step.said.length ? step.said : withChoices(said, step.said.at(-1)?.choices ?? []);
}

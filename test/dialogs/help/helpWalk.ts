import type { Message } from '../../../common/message.ts';
import type { Reply } from '../../../common/reply.ts';
import { BLANK_CONVERSATION, type Conversation } from '../../../dialogs/conversation.ts';
import type { HelpStepId } from '../../../dialogs/help/helpDialog.ts';
import type { TurnTaken } from '../../../dialogs/takeTurn.ts';
import { furnishedDialogs } from '../furnished.ts';

/** A Wednesday morning. */
export const NOW = Date.UTC(2026, 10, 25, 9);
export const MINUTE_MS = 60_000;

/** What a parent may do at a step besides answering it. */
export interface Interruption {
  readonly name: string;
  readonly text: string;
  /** Its own kinds; any of them will do. */
  readonly kinds: readonly string[];
  /** `returns` to the question; `waits` until it is asked to go on; `leaves` the dialog. */
  readonly then: 'returns' | 'waits' | 'leaves';
  /** The step where it is something else. */
  readonly notAt?: HelpStepId;
}

export const INTERRUPTIONS: readonly Interruption[] = [
  { name: 'a question', text: 'is it normal that my baby is so clingy?', kinds: ['answer'], then: 'returns' },
  { name: 'a question that others answer', text: 'how much milk should a newborn have?', kinds: ['signpost'], then: 'returns' },
  {
    name: 'a question nobody can answer',
    text: 'what is the capital of france?',
    kinds: ['unanswerable'],
    then: 'returns',
    // "Why is it so hard?" is for the page: what cannot be answered counts as the parent's own words there.
    notAt: 'words',
  },
  { name: 'danger', text: 'i want to hurt my baby', kinds: ['crisis'], then: 'waits' },
  { name: 'help', text: 'help', kinds: ['smalltalk'], then: 'returns' },
  { name: 'a human', text: 'human', kinds: ['smalltalk'], then: 'returns' },
  { name: 'who sees this', text: 'who sees this?', kinds: ['smalltalk'], then: 'returns' },
  { name: 'are you real', text: 'are you real?', kinds: ['smalltalk'], then: 'returns' },
  { name: 'thanks', text: 'thank you', kinds: ['smalltalk'], then: 'returns' },
  { name: 'hello', text: 'hello?', kinds: ['smalltalk'], then: 'returns' },
  { name: 'fear for the baby', text: 'will they take my baby?', kinds: ['help-dialog'], then: 'returns' },
  { name: 'I need help', text: 'i need help', kinds: ['help-dialog'], then: 'returns' },
  { name: 'leave it', text: 'leave it', kinds: ['cancelled'], then: 'leaves' },
  { name: 'forget it', text: 'forget it', kinds: ['cancelled'], then: 'leaves' },
  { name: 'delete my data', text: 'delete my data', kinds: ['smalltalk'], then: 'leaves' },
];

/** A place in the dialog, with how a parent got there. */
export interface Place {
  readonly path: readonly string[];
  readonly conversation: Conversation;
  readonly taken: TurnTaken;
}

let sent = 0;

export function take(conversation: Conversation, message: Pick<Message, 'text' | 'choice' | 'channel'>, now = NOW): TurnTaken {
  sent += 1;
  return furnishedDialogs().takeTurn(conversation, { id: `m${sent}`, ...message }, now);
}

export function tap(conversation: Conversation, choice: string, now = NOW, channel = 'test'): TurnTaken {
  return take(conversation, { text: '', choice, channel }, now);
}

export function type(conversation: Conversation, text: string, now = NOW): TurnTaken {
  return take(conversation, { text, channel: 'test' }, now);
}

/** Where the dialog stands, in so far as two places can differ in what they say next. */
export function nameOf({ help }: Conversation): string {
  if (help === undefined) return 'not open';
  const { step, state, answers, unfit } = help;
  return [state, step, Object.keys(answers).sort().join('+'), answers.nation === 'nation-outside' ? 'outside' : '', unfit].join(' ');
}

/** Every place that choices lead to, each once, the nearest way to it first. */
export function everyPlace(from: Conversation = BLANK_CONVERSATION, channel = 'test'): readonly Place[] {
  const opened = tap(from, 'ask-for-help', NOW, channel);
  const places = new Map<string, Place>();
  const waiting: Place[] = [{ path: ['ask-for-help'], conversation: opened.conversation, taken: opened }];
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    const name = nameOf(place.conversation);
    if (places.has(name)) continue;
    places.set(name, place);
    if (places.size > 2_000) throw new Error('The dialog has no end.');
    if (place.conversation.help?.state !== 'open') continue;
    for (const choice of choicesAt(place)) {
      const taken = tap(place.conversation, choice, NOW, channel);
      waiting.push({ path: [...place.path, choice], conversation: taken.conversation, taken });
    }
    const unfit = type(place.conversation, 'qwrt zxcv');
    waiting.push({ path: [...place.path, '(no choice fits)'], conversation: unfit.conversation, taken: unfit });
  }
  return [...places.values()];
}

export function choicesAt({ conversation }: Pick<Place, 'conversation'>): readonly string[] {
  return conversation.offered;
}

export function textOf(replies: readonly Reply[]): string {
  return replies.map(({ text }) => text).join('\n\n');
}

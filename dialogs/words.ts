import type { ReplyKind } from '../common/reply.ts';
import type { Barrier, Content, Words } from '../knowledge/content.ts';
import type { MessageSaidByName } from '../knowledge/contentIds.ts';
import type { Conversation } from './conversation.ts';
import { sayWords, type Shelf } from './sayings.ts';
import type { Step } from './turn.ts';

/** Topics after which holding and soothing a baby is not spoken of any more in this conversation. */
const LOSSES: ReadonlySet<string> = new Set(['bereavement', 'premature']);

/** The barrier that tells of a baby who is not with the parent. It is a loss, too. */
const APART = 'apart-from-baby';

interface Options {
  /** Default: the kind. */
  readonly label?: string;
  /** Whether to say the file's other words. Default: when it was said in the turn before. */
  readonly again?: boolean;
  /** Default: the file's own. */
  readonly choices?: readonly string[];
}

/** Says one of the bot's own sentences. */
export function giveMessage(
  content: Content,
  conversation: Conversation,
  id: MessageSaidByName,
  saying: Options & { readonly kind: ReplyKind },
): Step {
  return wordsStep(conversation, 'messages', wordsOf(content.messages, id), { label: saying.kind, ...saying });
}

/** Tells who can help with what the interview does not answer. */
export function giveSignpost(content: Content, conversation: Conversation, topic: string): Step {
  const words = wordsOf(content.signposts, topic);
  const step = wordsStep(conversation, 'signposts', words, { kind: 'signpost', label: `signpost:${topic}` });
  return LOSSES.has(topic) ? { ...step, changes: { ...step.changes, loss: true } } : step;
}

/** Says what belongs to a greeting, a thank-you, a question about the program itself. */
export function giveSmalltalk(content: Content, conversation: Conversation, type: string): Step {
  const words = wordsOf(content.smalltalk, type);
  return wordsStep(conversation, 'smalltalk', words, { kind: 'smalltalk', label: `smalltalk:${type}` });
}

/** Meets what keeps a parent from help. */
export function giveBarrier(conversation: Conversation, barrier: Barrier): Step {
  const step = wordsStep(conversation, 'barriers', barrier, { kind: 'help-dialog', label: 'help-dialog' });
  const loss = barrier.id === APART ? { loss: true } : {};
  return { ...step, changes: { ...step.changes, ...loss }, trace: { ...step.trace, rule: barrier.id } };
}

/** Words that the check of content has seen to be there. If they are not, the emergency signpost is said for them. */
export function wordsOf(shelf: ReadonlyMap<string, Words>, id: string): Words {
  return shelf.get(id) ?? { id, saysWhen: '', say: [''], sayAgain: [], choices: [], services: [] };
}

function wordsStep(
  conversation: Conversation,
  shelf: Shelf,
  words: Words,
  saying: Options & { readonly kind: ReplyKind; readonly label: string },
): Step {
  const { kind, label, choices } = saying;
  const file = `${shelf}/${words.id}`;
  const again = saying.again ?? conversation.last?.file === file;
  const afterDanger = conversation.concern !== undefined;
  return {
    said: sayWords(shelf, words, kind, { again, afterDanger, ...(choices === undefined ? {} : { choices }) }),
    changes: { missed: 0, last: { kind, label, alternatives: [], file } },
    trace: { kind, label, score: 0, alternatives: [] },
  };
}

import type { DirectLineActivity, SuggestedAction } from '../../channels/directLine/protocol.ts';
import type { Choice, Contact, Reply } from '../../common/reply.ts';

/** Begins the id of a choice that is sent as words, because whoever offered it knows it by nothing else. */
const AS_WORDS = 'words:';

/** Our bot sends the bubble itself. Of another's activity its words, buttons and ways to reach a person are shown. */
export function replyIn({ id, text = '', suggestedActions, attachments = [], channelData }: DirectLineActivity): Reply {
  if (channelData?.reply !== undefined) return channelData.reply;
  const buttons = attachments.flatMap(buttonsOf);
  const contacts = buttons.flatMap(contactOf);
  const choices = [...buttons, ...(suggestedActions?.actions ?? []).filter(hasTitle)].flatMap(choiceOf);
  return {
    id,
    kind: 'answer',
    text: [text, ...attachments.flatMap(wordsOf)].filter((words) => words !== '').join('\n\n'),
    choices,
    ...(contacts.length === 0 ? {} : { card: { contacts } }),
    said: { kind: 'answer', content: '', choices: [] },
  };
}

/** What a tapped choice sends: its id, or words as if they had been typed. */
export function wordsOfChoice(choice: string): string | undefined {
  return choice.startsWith(AS_WORDS) ? choice.slice(AS_WORDS.length) : undefined;
}

interface CardContent {
  readonly title?: unknown;
  readonly text?: unknown;
  readonly buttons?: unknown;
}

/** Bot Framework's cards have their words and buttons in one place. Others have none that are known here. */
function contentOf(attachment: object): CardContent {
  const { content } = attachment as { readonly content?: CardContent | null };
  return typeof content === 'object' && content !== null ? content : {};
}

function wordsOf(attachment: object): readonly string[] {
  const { title, text } = contentOf(attachment);
  return [title, text].filter((words) => typeof words === 'string');
}

function buttonsOf(attachment: object): readonly SuggestedAction[] {
  const { buttons } = contentOf(attachment);
  return Array.isArray(buttons) ? buttons.filter(hasTitle) : [];
}

/** What another bot sends has been checked by nobody. */
function hasTitle(button: unknown): button is SuggestedAction {
  return typeof button === 'object' && button !== null && 'title' in button && typeof button.title === 'string';
}

/** Only addresses that ring or show a page: nothing else that a link can do is let in. */
function contactOf({ title, value }: SuggestedAction): readonly Contact[] {
  if (typeof value !== 'string') return [];
  if (value.startsWith('tel:')) return [{ kind: 'call', label: title, value: value.slice('tel:'.length) }];
  return /^https?:/.test(value) ? [{ kind: 'web', label: title, value }] : [];
}

function choiceOf({ type, title, value }: SuggestedAction): readonly Choice[] {
  if (!/^(?:imBack|postBack|messageBack)$/.test(type)) return [];
  return [{ id: `${AS_WORDS}${typeof value === 'string' ? value : title}`, title }];
}

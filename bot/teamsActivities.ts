import { ActivityTypes, AttachmentLayoutTypes, CardFactory, InputHints } from 'botbuilder';
import type { Activity } from 'botbuilder';
import type { Contact, Reply } from '../common/reply.ts';
import type { Says } from '../dialogs/says.ts';
import { adaptiveCards } from './adaptiveCard.ts';

/** Bot Framework's name for Microsoft Teams. */
export const TEAMS = 'msteams';

/** Opens a chat with one bot; `28:` is how Teams names bots. */
const CHAT_LINK = 'https://teams.microsoft.com/l/chat/0/0?users=28:';

/** The part of a file of the help dialog that is said in Teams and nowhere else. */
const SAID_IN_TEAMS_ONLY = '#say-in-teams.';

/** What Teams needs besides the replies. Words of ours, from content. */
export interface TeamsWords {
  /** What a notification shows of a reply. */
  readonly notification: string;
  /** What a notification shows of a reply about danger: somebody else may be looking at the phone. */
  readonly dangerNotification: string;
  /** The button to the chat page, which no organisation keeps. */
  readonly privateChat: Contact;
  /** The button from a group to a chat with the bot alone. Absent: no app id is set. */
  readonly openPrivateChat?: Contact;
  /** That no clinician has checked the words. Empty: they have. */
  readonly draftNotice: string;
}

/** Reads them from `interface/teams.md` and `interface/chat.md`. `publicUrl`: the server's, as parents see it. */
export function teamsWords(
  words: ReadonlyMap<string, string>,
  { publicUrl, appId, isDraft }: { readonly publicUrl: string; readonly appId?: string; readonly isDraft: boolean },
): TeamsWords {
  const word = (name: string): string => words.get(name) ?? '';
  const alone: Contact = { kind: 'web', label: word('open-private-chat'), value: `${CHAT_LINK}${appId ?? ''}` };
  return {
    ...(appId === undefined ? {} : { openPrivateChat: alone }),
    notification: word('notification'),
    dangerNotification: word('notification-danger'),
    privateChat: { kind: 'web', label: word('private-chat'), value: `${publicUrl}/chat` },
    draftNotice: isDraft ? word('draft-notice') : '',
  };
}

/**
 * Makes the activity that says a turn's replies in Teams: on cards, and no text beside them.
 *
 * One activity, so that all of it arrives or nothing, in its order, with one notification. Text would be shown twice,
 * and would be read out in the notification, on a screen that others may see. So a notification says the same few
 * words whatever the reply is about.
 */
export function toTeamsActivity(replies: readonly Reply[], words: TeamsWords): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    summary: replies.some(({ kind }) => kind === 'crisis') ? words.dangerNotification : words.notification,
    inputHint: InputHints.AcceptingInput,
    attachmentLayout: AttachmentLayoutTypes.List,
    attachments: adaptiveCards(replies.map((reply) => withPrivateChat(reply, words))).map((card) =>
      CardFactory.adaptiveCard(card)),
  };
}

/** Where the dialog says what Teams keeps, the way to the more private chat is one tap. */
function withPrivateChat(reply: Reply, { privateChat }: TeamsWords): Reply {
  if (!reply.said.content.includes(SAID_IN_TEAMS_ONLY)) return reply;
  return { ...reply, card: { contacts: [...(reply.card?.contacts ?? []), privateChat] } };
}

/** The welcome in Teams: also that the words are drafts, what Teams keeps, and where it is more private. */
export function teamsWelcome({ welcome, teamsKeeps }: Says, words: TeamsWords): readonly Reply[] {
  const [first, ...rest] = welcome;
  if (first === undefined) return [];
  const paragraphs = [words.draftNotice, first.text, ...teamsKeeps.map(({ text }) => text)];
  const text = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
  return [{ ...first, text, card: { contacts: [...(first.card?.contacts ?? []), words.privateChat] } }, ...rest];
}

/** What is said in groups, with the way to a chat with the bot alone. */
export function teamsGroupSays(
  { groupChat, groupEmergency }: Says,
  { openPrivateChat }: TeamsWords,
): Pick<Says, 'groupChat' | 'groupEmergency'> {
  if (openPrivateChat === undefined) return { groupChat, groupEmergency };
  return { groupChat: groupChat.map((reply) => ({ ...reply, card: { contacts: [openPrivateChat] } })), groupEmergency };
}

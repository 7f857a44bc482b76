import type { Reply } from '../common/reply.ts';
import type { Content } from '../knowledge/content.ts';
import { wordsOf } from './words.ts';
import type { ReplyWriter } from './replyWriter.ts';
import { sayWords } from './sayings.ts';

/** What is said outside a turn. Each is at least one bubble. */
export interface Says {
  /** The first words, computed: nothing is stored for them. */
  readonly welcome: readonly Reply[];
  /** When a turn failed. Also says where help is. */
  readonly somethingWentWrong: readonly Reply[];
  /** To a client whose conversation was lost since it was last here. */
  readonly restarted: readonly Reply[];
  /** What Teams keeps of a chat. */
  readonly teamsKeeps: readonly Reply[];
  /** Where others read along: one kind line that leads to a private chat. */
  readonly groupChat: readonly Reply[];
  /** Where others read along, in an emergency: what to do, and not why. */
  readonly groupEmergency: readonly Reply[];
}

/** Writes once what is said outside a turn. */
export function saysOutsideTurns(content: Content, writer: ReplyWriter): Says {
  const write = (id: string): readonly Reply[] =>
    sayWords('messages', wordsOf(content.messages, id), id === 'welcome' ? 'welcome' : 'unanswerable').map((said, index) =>
      writer.write(`${id}.${index + 1}`, said),
    );
  return {
    welcome: write('welcome'),
    somethingWentWrong: write('something-went-wrong'),
    restarted: write('restarted'),
    teamsKeeps: write('teams-keeps'),
    groupChat: write('group-chat'),
    groupEmergency: write('group-emergency'),
  };
}

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
}

/** Writes once what is said outside a turn. */
export function saysOutsideTurns(content: Content, writer: ReplyWriter): Says {
  const write = (id: string): readonly Reply[] =>
    sayWords('messages', wordsOf(content.messages, id), id === 'welcome' ? 'welcome' : 'unanswerable').map((said, index) =>
      writer.write(`${id}.${index + 1}`, said),
    );
  return { welcome: write('welcome'), somethingWentWrong: write('something-went-wrong') };
}

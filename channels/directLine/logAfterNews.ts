import type { ConversationLog, LogStretch } from '../../common/conversationLog.ts';
import type { Instant } from '../../common/message.ts';
import type { Neighbours } from './neighbours.ts';
import { wordsKey } from './renderActivity.ts';
import type { Words } from './renderActivity.ts';
import type { ShortMemory } from './shortMemory.ts';

export interface LogAfterNewsOptions {
  readonly log: ConversationLog;
  readonly words: Pick<ShortMemory<Words>, 'recall'>;
  readonly neighbours: Pick<Neighbours, 'heardSoFar'>;
  /** How long a parent's words may be remembered. */
  readonly wordsKeptMs: number;
  readonly now: () => Instant;
}

/**
 * The same log, which gives a parent's message of another instance only after the words in it, if any instance has
 * them.
 *
 * Words are told before the turn is committed, and on another way than the log is read: a reader can be quicker.
 */
export function logAfterNews(parts: LogAfterNewsOptions): ConversationLog {
  const { log, words, neighbours, wordsKeptMs, now } = parts;
  const lacksWords = (conversationId: string, { activities }: LogStretch): boolean => {
    const oldest = now() - wordsKeptMs;
    const recent = activities.filter((entry) => entry.at > oldest).filter((entry) => entry.from === 'parent');
    return recent.some(({ messageId }) => words.recall(wordsKey(conversationId, messageId)) === undefined);
  };
  return {
    async read(conversationId, after, options) {
      const stretch = await log.read(conversationId, after, options);
      if (lacksWords(conversationId, stretch)) await neighbours.heardSoFar();
      return stretch;
    },
    delete: (conversationId) => log.delete(conversationId),
  };
}

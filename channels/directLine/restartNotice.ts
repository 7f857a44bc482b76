import type { Activity } from 'botbuilder';
import type { Instant } from '../../common/message.ts';
import type { Reply } from '../../common/reply.ts';
import { BOT_ID } from './protocol.ts';
import type { DirectLineActivity } from './protocol.ts';
import { shownPart } from './renderActivity.ts';

/**
 * Tells a client that what was said in `lostEpoch` is lost. The same ids each time, so that clients show it once.
 *
 * It is in no log, because it is said to a client and not in the conversation.
 */
export type RestartNotice = (conversationId: string, lostEpoch: string) => readonly DirectLineActivity[];

export interface RestartNoticeOptions {
  readonly restarted?: readonly Reply[];
  readonly toActivity: (reply: Reply) => Partial<Activity>;
  readonly now: () => Instant;
}

/** Makes the notice from reviewed words. */
export function restartNotice({ restarted = [], toActivity, now }: RestartNoticeOptions): RestartNotice {
  return (conversationId, lostEpoch) =>
    restarted.map((reply, index) => ({
      type: 'message',
      ...shownPart(toActivity(reply)),
      id: `${conversationId}|${lostEpoch}.lost.${index}`,
      timestamp: new Date(now()).toISOString(),
      channelId: 'directline',
      conversation: { id: conversationId },
      from: { id: BOT_ID, role: 'bot' },
    }));
}

import { randomBytes } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { ConversationLog } from '../../common/conversationLog.ts';
import { silentLog } from '../../common/log.ts';
import type { LiveNews } from '../../common/liveNews.ts';
import type { Log } from '../../common/log.ts';
import type { Instant } from '../../common/message.ts';
import type { Reply } from '../../common/reply.ts';
import type { ConversationTokens } from '../conversationTokens.ts';
import type { OriginRules } from '../http/origin.ts';
import type { Route, UpgradeRoute } from '../http/route.ts';
import { activityRoutes } from './activityRoutes.ts';
import { audience } from './audience.ts';
import { authoriser } from './authorise.ts';
import { conversationRoutes } from './conversationRoutes.ts';
import { DirectLineAdapter } from './directLineAdapter.ts';
import type { BotHandler } from './directLineAdapter.ts';
import { STREAM_URL_LIFETIME_SECONDS, TOKEN_LIFETIME_SECONDS } from './protocol.ts';
import type { DirectLineActivity } from './protocol.ts';
import { activityRenderer } from './renderActivity.ts';
import type { Words } from './renderActivity.ts';
import { logAfterNews } from './logAfterNews.ts';
import { neighbours } from './neighbours.ts';
import { restartNotice } from './restartNotice.ts';
import { shortMemory } from './shortMemory.ts';
import { streamUpgrade } from './streamUpgrade.ts';
import { tokenRoutes } from './tokenRoutes.ts';

/** Pages of the allowed origins may begin conversations; the bot's own always may. */
export interface DirectLineOptions extends OriginRules {
  readonly handler: BotHandler;
  readonly log: ConversationLog;
  readonly tokens: ConversationTokens;
  /** `DIRECT_LINE_SECRET`. Absent: none. */
  readonly secret?: string;
  /** Draws a reply for stock clients. The same for live replies and replays. */
  readonly toActivity: (reply: Reply) => Partial<Activity>;
  /** Stands for a parent's words in a replay, once they are forgotten. */
  readonly placeholder: string;
  /** Said to a client whose conversation was lost since it was last here. Absent: nothing is. */
  readonly restarted?: readonly Reply[];
  /** The other instances on the same store. Absent: this one is alone. Closed by whoever opened it. */
  readonly liveNews?: LiveNews;
  readonly now: () => Instant;
  /** Gives the id of a new conversation: at least 128 random bits, safe in an address. */
  readonly newId?: () => string;
  readonly report?: Log;
  readonly beatEveryMs?: number;
}

/** Direct Line 3.0, served by this program itself. */
export interface DirectLineChannel {
  readonly routes: Route[];
  readonly upgrades: UpgradeRoute[];
  /** For `onTurnError` and middleware. */
  readonly adapter: DirectLineAdapter;
  /** Shows everyone looking, at any instance, what the log has and they have not. */
  refresh(conversationId: string): void;
  /** Ends every stream so that clients come back, forgets what parents typed, and stops. */
  close(): Promise<void>;
}

/** Longest that a parent's words are in memory. */
export const WORDS_KEPT_MS = 120_000;

const BEAT_EVERY_MS = 30_000;

/** Puts Direct Line together. Any instance with the same token keys and the same log carries on a conversation. */
export function directLineChannel(options: DirectLineOptions): DirectLineChannel {
  const { handler, tokens, now, newId = randomConversationId, report = silentLog } = options;
  const memories = channelMemories(now);
  const { words, begun, used } = memories;
  const others = neighbours(options.liveNews);
  const listeners = audience({ ...memories, beatEveryMs: options.beatEveryMs ?? BEAT_EVERY_MS, neighbours: others });
  const log = logAfterNews({ log: options.log, words, neighbours: others, wordsKeptMs: WORDS_KEPT_MS, now });
  const adapter = new DirectLineAdapter({ handler, audience: listeners, now });
  const render = activityRenderer({ ...options, words });
  const notice = restartNotice(options);
  const gate = authoriser(options);
  const shown = { audience: listeners, render, restartNotice: notice };
  let isClosing = false;

  return {
    routes: [
      ...tokenRoutes({ authoriser: gate, tokens, newId }),
      ...conversationRoutes({ authoriser: gate, tokens, log, begun, newId }),
      ...activityRoutes({ ...shown, authoriser: gate, adapter, log, report, now }),
    ],
    upgrades: [streamUpgrade({ ...options, ...shown, log, used, isClosing: () => isClosing })],
    adapter,
    refresh: (conversationId) => listeners.refresh(conversationId),
    async close() {
      isClosing = true;
      await listeners.close();
      Object.values(memories).forEach((memory) => memory.close());
    },
  };
}

function channelMemories(now: () => Instant) {
  const marks = { maxValues: 100_000, maxCharacters: Infinity, charactersOf: () => 0, now };
  return {
    words: shortMemory<Words>({
      lifetimeMs: WORDS_KEPT_MS,
      maxValues: 10_000,
      maxCharacters: 8_000_000,
      charactersOf: ({ text, clientActivityID }) => text.length + (clientActivityID?.length ?? 0),
      now,
    }),
    unheard: shortMemory<readonly DirectLineActivity[]>({
      lifetimeMs: WORDS_KEPT_MS,
      maxValues: 1000,
      maxCharacters: 8_000_000,
      charactersOf: (activities) => JSON.stringify(activities).length,
      now,
    }),
    begun: shortMemory<true>({ ...marks, lifetimeMs: TOKEN_LIFETIME_SECONDS * 1000 }),
    // Longer than the URL lives: a value may be forgotten ten seconds early.
    used: shortMemory<true>({ ...marks, lifetimeMs: 2 * STREAM_URL_LIFETIME_SECONDS * 1000 }),
  };
}

function randomConversationId(): string {
  return randomBytes(16).toString('base64url');
}

import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { inTime } from '../common/inTime.ts';
import type { LiveNews, NewsListener } from '../common/liveNews.ts';
import type { RedisConnection } from './redisConnection.ts';
import { type SealedText, sealedText } from './sealedText.ts';

const CHANNEL = 'imhb:news';
const RECONNECT_EVERY_MS = 250;

/** Finds a Redis that is gone without a word. */
const KEEP_ALIVE_MS = 10_000;

/** News that come later than this are not waited for. */
const HEARD_WITHIN_MS = 1000;

export interface RedisNewsOptions {
  readonly url: string;
  /** The storage's own connection, so that news come to Redis before the commits asked for after them. */
  readonly telling: RedisConnection;
  /** What all instances share, newest first. */
  readonly keys: () => readonly string[];
}

/**
 * Tells news through Redis's publish and subscribe, sealed: they hold what a parent has just typed, which Redis must
 * neither read nor keep.
 */
export function redisNews({ url, telling, keys }: RedisNewsOptions): LiveNews {
  const self = randomUUID();
  const sealed = sealedText(keys, 'news between instances');
  let hearing: Hearing | undefined;
  return {
    tell(news) {
      const message = sealed.seal(JSON.stringify({ from: self, news }));
      // Redis away: the store says so, and who listens catches up once it is back.
      telling.run((redis) => redis.publish(CHANNEL, message)).catch(() => undefined);
    },
    hear(listener) {
      hearing ??= subscribed(url, (message) => pass(message, { self, sealed, listener }), listener);
    },
    async heardSoFar() {
      if (hearing !== undefined) await inTime(HEARD_WITHIN_MS, caughtUp(hearing), undefined);
    },
    close: () => hearing?.redis.disconnect(),
  };
}

interface Hearing {
  readonly redis: Redis;
  /** Resolves with the first subscription. */
  readonly begun: Promise<unknown>;
}

/** The answer comes on the same way as the news, after all those told before it was asked for. */
async function caughtUp({ redis, begun }: Hearing): Promise<void> {
  await begun;
  if (redis.status === 'ready') await redis.ping().catch(ignore);
}

function ignore(): void {
  // The connection was lost, and what was missed is told once it is back.
}

function subscribed(url: string, receive: (message: string) => void, listener: NewsListener): Hearing {
  const redis = new Redis(url, {
    keepAlive: KEEP_ALIVE_MS,
    connectTimeout: 1000,
    maxRetriesPerRequest: null,
    retryStrategy: () => RECONNECT_EVERY_MS,
    autoResubscribe: false,
  });
  const { promise: begun, resolve } = Promise.withResolvers<undefined>();
  const subscribe = async (): Promise<void> => {
    await redis.subscribe(CHANNEL);
    resolve(undefined);
    // Only now: what is told while somebody reads what they missed would be missed again.
    listener.missed();
  };
  redis.on('error', ignore);
  redis.on('ready', () => void subscribe().catch(ignore));
  redis.on('message', (_channel: string, message: string) => receive(message));
  return { redis, begun };
}

interface Passing {
  readonly self: string;
  readonly sealed: SealedText;
  readonly listener: NewsListener;
}

function pass(message: string, { self, sealed, listener }: Passing): void {
  const text = sealed.open(message);
  if (text === undefined) return;
  const told: unknown = JSON.parse(text);
  if (typeof told !== 'object' || told === null || !('from' in told) || !('news' in told)) return;
  if (told.from !== self) listener.heard(told.news);
}

import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { LiveNews, NewsListener } from '../common/liveNews.ts';
import { RedisConnection } from './redisConnection.ts';
import { type SealedText, sealedText } from './sealedText.ts';

const CHANNEL = 'imhb:news';
const RECONNECT_EVERY_MS = 250;

/** Finds a Redis that is gone without a word. */
const KEEP_ALIVE_MS = 10_000;

/**
 * Tells news through Redis's publish and subscribe, sealed: they hold what a parent has just typed, which Redis must
 * neither read nor keep. `keys`: what all instances share, newest first.
 */
export function redisNews(url: string, keys: () => readonly string[]): LiveNews {
  const self = randomUUID();
  const sealed = sealedText(keys, 'news between instances');
  const telling = new RedisConnection(url);
  let hearing: Redis | undefined;
  return {
    tell(news) {
      const message = sealed.seal(JSON.stringify({ from: self, news }));
      // Redis away: the store says so, and who listens catches up once it is back.
      telling.run((redis) => redis.publish(CHANNEL, message)).catch(() => undefined);
    },
    hear(listener) {
      hearing ??= subscribed(url, (message) => pass(message, { self, sealed, listener }), listener);
    },
    close() {
      telling.close();
      hearing?.disconnect();
    },
  };
}

function subscribed(url: string, receive: (message: string) => void, listener: NewsListener): Redis {
  const redis = new Redis(url, {
    keepAlive: KEEP_ALIVE_MS,
    connectTimeout: 1000,
    maxRetriesPerRequest: null,
    retryStrategy: () => RECONNECT_EVERY_MS,
  });
  let wasHere = false;
  redis.on('error', () => (wasHere = true));
  redis.on('ready', () => {
    if (wasHere) listener.missed();
    wasHere = true;
  });
  redis.on('message', (_channel: string, message: string) => receive(message));
  // Repeated by the client itself after each reconnection.
  redis.subscribe(CHANNEL).catch(() => (wasHere = true));
  return redis;
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

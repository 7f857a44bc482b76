import type { LogStretch } from '../../common/conversationLog.ts';
import type { Neighbours, Typed } from './neighbours.ts';
import type { DirectLineActivity } from './protocol.ts';
import { wordsKey } from './renderActivity.ts';
import type { Words } from './renderActivity.ts';
import type { ShortMemory } from './shortMemory.ts';
import type { Subscriber } from './subscriber.ts';

/** Everyone who is looking at a conversation now, over a socket. */
export interface Audience {
  /** Adds an open socket. A sixth ends the oldest. Gives the function that takes it out again. */
  join(conversationId: string, subscriber: Subscriber): () => void;

  /**
   * Remembers what a parent typed, which is in no log, here and at the other instances.
   *
   * To be called before the turn is taken: then nobody can see the message without having its words.
   */
  remember(conversationId: string, typed: Typed): void;

  /** Shows what one turn brought to everyone looking, here and at other instances; nothing to those who have it. */
  publish(conversationId: string, stretch: LogStretch): void;

  /**
   * Shows activities that are in no log. With nobody looking, what the bot says waits a short while for the next to
   * look.
   */
  tell(conversationId: string, activities: readonly DirectLineActivity[]): void;

  /** Shows everyone looking, here and at other instances, what the log has and they have not. */
  refresh(conversationId: string): void;

  /** Gives what the bot said in vain, once. */
  takeUnheard(conversationId: string): readonly DirectLineActivity[];

  /** Ends every socket with 1012, "service restart", so that clients come back. */
  close(): Promise<void>;
}

export interface AudienceOptions {
  readonly beatEveryMs: number;
  readonly words: ShortMemory<Words>;
  readonly neighbours: Neighbours;
  readonly unheard: ShortMemory<readonly DirectLineActivity[]>;
}

/** Tabs and devices that may show one conversation at once. */
export const MAX_SOCKETS = 5;

const POLICY_VIOLATION = 1008;
const SERVICE_RESTART = 1012;
const FAREWELL_MS = 1000;
const MAX_UNHEARD = 10;

/** While the store could not be asked, how often it is tried again for sockets that may lack something. */
const RETRY_EVERY_MS = 1000;

/** Sockets that read the log at once after news were missed: the store has others to serve too. */
const REFRESHED_AT_ONCE = 50;

/** Makes an empty audience that looks after its sockets by itself. */
export function audience({ beatEveryMs, unheard, words, neighbours }: AudienceOptions): Audience {
  const rooms = new Map<string, Set<Subscriber>>();
  const everyone = () => [...rooms.values()].flatMap((room) => [...room]);
  const told = new WeakSet<LogStretch>();
  const beat = setInterval(() => everyone().forEach((subscriber) => subscriber.beat()), beatEveryMs).unref();
  const retry = setInterval(() => void catchUpBehind(everyone().filter(isBehind)), RETRY_EVERY_MS).unref();

  neighbours.hear({
    heard({ conversationId, typed, stretch, told: activities }) {
      const room = rooms.get(conversationId);
      if (typed !== undefined) keepWords(words, conversationId, typed);
      else if (stretch !== undefined) room?.forEach((subscriber) => subscriber.offer(stretch));
      else if (activities !== undefined) room?.forEach((subscriber) => subscriber.tell(activities));
      else room?.forEach((subscriber) => void subscriber.catchUp());
    },
    missed: () => void catchUpAll(everyone()),
  });

  return {
    join(conversationId, subscriber) {
      const room = rooms.get(conversationId) ?? new Set();
      rooms.set(conversationId, room.add(subscriber));
      if (room.size > MAX_SOCKETS) endOldest(room);
      return () => leave(rooms, conversationId, subscriber);
    },
    remember(conversationId, typed) {
      keepWords(words, conversationId, typed);
      neighbours.tell({ conversationId, typed });
    },
    publish(conversationId, stretch) {
      rooms.get(conversationId)?.forEach((subscriber) => subscriber.offer(stretch));
      // A turn is published again with each thing it sends.
      if (!told.has(stretch)) neighbours.tell({ conversationId, stretch });
      told.add(stretch);
    },
    refresh(conversationId) {
      rooms.get(conversationId)?.forEach((subscriber) => void subscriber.catchUp());
      neighbours.tell({ conversationId });
    },
    tell(conversationId, activities) {
      const room = rooms.get(conversationId);
      neighbours.tell({ conversationId, told: activities });
      if (room === undefined) hold(unheard, conversationId, activities);
      room?.forEach((subscriber) => subscriber.tell(activities));
    },
    takeUnheard: (conversationId) => unheard.take(conversationId) ?? [],
    async close() {
      clearInterval(beat);
      clearInterval(retry);
      everyone().forEach((subscriber) => subscriber.close(SERVICE_RESTART, ''));
      await until(() => rooms.size === 0, FAREWELL_MS);
      everyone().forEach((subscriber) => subscriber.terminate());
    },
  };
}

function keepWords(memory: ShortMemory<Words>, conversationId: string, { messageId, words }: Typed): void {
  memory.keep(wordsKey(conversationId, messageId), words);
}

function endOldest(room: Set<Subscriber>): void {
  const [oldest] = room;
  if (oldest === undefined) return;
  room.delete(oldest);
  oldest.close(POLICY_VIOLATION, 'collision');
}

function leave(rooms: Map<string, Set<Subscriber>>, conversationId: string, subscriber: Subscriber): void {
  const room = rooms.get(conversationId);
  room?.delete(subscriber);
  if (room?.size === 0) rooms.delete(conversationId);
}

function hold(unheard: AudienceOptions['unheard'], conversationId: string, activities: readonly DirectLineActivity[]) {
  const ofTheBot = activities.filter(({ type, from }) => type === 'message' && from.role === 'bot');
  if (ofTheBot.length === 0) return;
  // Stock clients would wait for the message it answers, which may be in no log.
  const freed = ofTheBot.map((activity) => ({ ...activity, replyToId: undefined }));
  unheard.keep(conversationId, [...(unheard.take(conversationId) ?? []), ...freed].slice(-MAX_UNHEARD));
}

async function catchUpAll(everyone: readonly Subscriber[]): Promise<void> {
  for (let start = 0; start < everyone.length; start += REFRESHED_AT_ONCE) {
    await Promise.all(everyone.slice(start, start + REFRESHED_AT_ONCE).map((subscriber) => subscriber.catchUp()));
  }
}

function isBehind(subscriber: Subscriber): boolean {
  return subscriber.isBehind;
}

/** Those at whom the log could not be read, until it still cannot. */
async function catchUpBehind(behind: readonly Subscriber[]): Promise<void> {
  const batch = behind.slice(0, REFRESHED_AT_ONCE);
  await Promise.all(batch.map((subscriber) => subscriber.catchUp()));
  if (batch.length > 0 && !batch.some(isBehind)) await catchUpBehind(behind.slice(REFRESHED_AT_ONCE));
}

async function until(condition: () => boolean, withinMs: number): Promise<void> {
  const everyMs = 10;
  for (let waitedMs = 0; waitedMs < withinMs && !condition(); waitedMs += everyMs) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

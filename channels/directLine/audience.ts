import type { LogStretch } from '../../common/conversationLog.ts';
import type { Neighbours } from './neighbours.ts';
import type { DirectLineActivity } from './protocol.ts';
import type { Words } from './renderActivity.ts';
import type { ShortMemory } from './shortMemory.ts';
import type { Subscriber } from './subscriber.ts';

/** Everyone who is looking at a conversation now, over a socket. */
export interface Audience {
  /** Adds an open socket. A sixth ends the oldest. Gives the function that takes it out again. */
  join(conversationId: string, subscriber: Subscriber): () => void;

  /**
   * Shows what one turn brought to everyone looking, here and at other instances. Those who have had it get nothing.
   *
   * `echo`: the parent's own words in it, which are in no log.
   */
  publish(conversationId: string, stretch: LogStretch, echo?: Echo): void;

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

/** What a parent typed, under the id of the activity that shows it. */
export interface Echo {
  readonly id: string;
  readonly words: Words;
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

/** Sockets that read the log at once after news were missed: the store has others to serve too. */
const REFRESHED_AT_ONCE = 50;

/** Makes an empty audience that looks after its sockets by itself. */
export function audience({ beatEveryMs, unheard, words, neighbours }: AudienceOptions): Audience {
  const rooms = new Map<string, Set<Subscriber>>();
  const everyone = () => [...rooms.values()].flatMap((room) => [...room]);
  const told = new WeakSet<LogStretch>();
  const beat = setInterval(() => everyone().forEach((subscriber) => subscriber.beat()), beatEveryMs).unref();

  neighbours.hear({
    heard({ conversationId, stretch, echo, told: activities }) {
      const room = rooms.get(conversationId);
      if (echo !== undefined) words.keep(echo.id, echo.words);
      if (stretch !== undefined) room?.forEach((subscriber) => subscriber.offer(stretch));
      if (activities !== undefined) room?.forEach((subscriber) => subscriber.tell(activities));
      if (stretch === undefined && activities === undefined) room?.forEach((subscriber) => void subscriber.catchUp());
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
    publish(conversationId, stretch, echo) {
      rooms.get(conversationId)?.forEach((subscriber) => subscriber.offer(stretch));
      // A turn is published again with each thing it sends.
      if (!told.has(stretch)) neighbours.tell({ conversationId, stretch, ...(echo !== undefined && { echo }) });
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
      everyone().forEach((subscriber) => subscriber.close(SERVICE_RESTART, ''));
      await until(() => rooms.size === 0, FAREWELL_MS);
      everyone().forEach((subscriber) => subscriber.terminate());
    },
  };
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

async function until(condition: () => boolean, withinMs: number): Promise<void> {
  const everyMs = 10;
  for (let waitedMs = 0; waitedMs < withinMs && !condition(); waitedMs += everyMs) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/**
 * Loaded before the program, in tests: lets the process kill itself when it comes to the point of a turn that its
 * parent named. The points are put around the real parts from outside.
 */
import { IncomingMessage, Server, ServerResponse } from 'node:http';
import { DirectLineAdapter } from '../../channels/directLine/directLineAdapter.ts';
import { RedisStorage } from '../../state/redisStorage.ts';
import { SqliteStorage } from '../../state/sqliteStorage.ts';
import type { CrashPoint } from './crashPoints.ts';

let armed: string | undefined;
let inTurn = false;

process.on('message', (point) => {
  armed = String(point);
  process.send?.('armed');
});
process.on('disconnect', () => process.exit(1));

/** Dies here, if this is the point. A signal that cannot be caught: nothing is flushed and nothing is closed. */
function reach(point: CrashPoint): void {
  if (armed === point && inTurn) process.kill(process.pid, 'SIGKILL');
}

/** Puts `replacement` in place of a method; `go` does what the method did. */
function around(
  holder: object,
  name: string,
  replacement: (go: () => unknown, args: readonly unknown[], self: unknown) => unknown,
): void {
  const original: unknown = Reflect.get(holder, name);
  if (typeof original !== 'function') throw new TypeError(`There is no ${name}.`);
  Reflect.set(holder, name, function instead(this: unknown, ...args: unknown[]) {
    return replacement((): unknown => Reflect.apply(original, this, args), args, this);
  });
}

function isPosting(request: unknown): boolean {
  return request instanceof IncomingMessage && request.method === 'POST' && (request.url ?? '').endsWith('/activities');
}

function isOfConversation(keys: readonly string[]): boolean {
  return keys.some((key) => key.startsWith('conversation/'));
}

around(Server.prototype, 'emit', (go, [event, request]) => {
  if (event === 'request' && isPosting(request)) {
    inTurn = true;
    reach('before parse');
  }
  return go();
});

around(ServerResponse.prototype, 'end', (go, _args, response) => {
  if (response instanceof ServerResponse && isPosting(response.req)) reach('before acknowledgement');
  return go();
});

for (const { prototype } of [SqliteStorage, RedisStorage]) {
  around(prototype, 'read', async (go, [keys]) => {
    const items = await go();
    if (Array.isArray(keys) && isOfConversation(keys.map(String))) reach('after read');
    return items;
  });
  around(prototype, 'commit', async (go, [changes]) => {
    const isTurn = typeof changes === 'object' && changes !== null && isOfConversation(Object.keys(changes));
    if (isTurn) reach('before commit');
    const eTags = await go();
    if (isTurn) reach('after commit');
    return eTags;
  });
}

around(DirectLineAdapter.prototype, 'sendActivities', async (go) => {
  reach('before send');
  const sent = await go();
  reach('after send');
  return sent;
});

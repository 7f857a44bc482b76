import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import { entranceRefusal, notFound, pathOf, queryOf } from './entrance.ts';
import { refuseOnSocket } from './rawRefusal.ts';
import { refusal } from './route.ts';
import type { HttpResponse, UpgradeRoute } from './route.ts';

interface Upgrade {
  readonly incoming: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Hands WebSocket requests to their routes and knows the sockets handed over, so that closing can end them. */
export class UpgradeDesk {
  readonly #routes: readonly UpgradeRoute[];
  readonly #upgradeMs: number;
  readonly #log: Log;
  /** Those open, with the timer of those that may still be unanswered. */
  readonly #sockets = new Map<Duplex, NodeJS.Timeout | undefined>();
  readonly #forget: (this: Duplex) => void;
  #closed = false;

  constructor(routes: readonly UpgradeRoute[], upgradeMs: number, log: Log) {
    this.#routes = routes;
    this.#upgradeMs = upgradeMs;
    this.#log = log;
    const sockets = this.#sockets;
    // One listener for all of them: ten thousand idle sockets are to cost little.
    this.#forget = function forget() {
      clearTimeout(sockets.get(this));
      sockets.delete(this);
    };
  }

  /** Gives the socket to the route of its address. No such route: 404. A route that says nothing in time: destroyed. */
  take(upgrade: Upgrade): void {
    const { incoming, socket } = upgrade;
    // From here Node no longer listens for errors of this socket, and an unheard one would end the process.
    socket.on('error', destroyed);
    const refused = this.#closed ? shuttingDown() : entranceRefusal(incoming);
    const found = refused === undefined ? this.#find(pathOf(incoming)) : undefined;
    if (found === undefined) {
      refuseOnSocket(socket, refused ?? notFound());
      return;
    }
    this.#handOver(upgrade, found.route, found.params);
  }

  /** Refuses new sockets from now on. Those handed over stay: their routes close them with a reason. */
  close(): void {
    this.#closed = true;
  }

  /** Destroys what is still open. */
  destroyAll(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  #find(path: string): { route: UpgradeRoute; params: Record<string, string> } | undefined {
    for (const route of this.#routes) {
      const params = matchPath(route.path, path);
      if (params !== undefined) return { route, params };
    }
    return undefined;
  }

  #handOver({ incoming, socket, head }: Upgrade, route: UpgradeRoute, params: Record<string, string>): void {
    const answering = this.#destroyUnlessAnswered(socket);
    this.#sockets.set(socket, answering);
    socket.on('close', this.#forget);
    try {
      route.handle({ incoming, socket, head, params, query: queryOf(incoming) });
    } catch (error) {
      this.#log({ event: 'http-fault', code: errorCode(error), label: route.path });
      socket.destroy();
    }
  }

  #destroyUnlessAnswered(socket: Duplex): NodeJS.Timeout {
    const bytesBefore = bytesWritten(socket);
    return setTimeout(() => {
      if (bytesWritten(socket) === bytesBefore) socket.destroy();
      else if (this.#sockets.has(socket)) this.#sockets.set(socket, undefined);
    }, this.#upgradeMs);
  }
}

function destroyed(this: Duplex): void {
  this.destroy();
}

function shuttingDown(): HttpResponse {
  return refusal(503, 'ShuttingDown', 'The program is closing. Try again in a moment.');
}

function bytesWritten(socket: Duplex): number {
  return socket instanceof Socket ? socket.bytesWritten : 0;
}

/** The named parts of `path`, decoded; undefined where it is another address. A named part is never empty. */
function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const pairs = wanted.map((part, index) => ({ part, value: decodeURIComponent(given[index] ?? '') }));
  if (!pairs.every(({ part, value }) => (part.startsWith(':') ? value !== '' : value === part))) return undefined;
  const named = pairs.filter(({ part }) => part.startsWith(':'));
  return Object.fromEntries(named.map(({ part, value }) => [part.slice(1), value]));
}

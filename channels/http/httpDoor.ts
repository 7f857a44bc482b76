import { Server as NodeServer } from 'node:http';
import restify from 'restify';
import { AppError, errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import { addressDispatcher } from './dispatch.ts';
import type { DispatchParts, Params } from './dispatch.ts';
import { entranceRefusal, KNOWN_METHODS, notFound } from './entrance.ts';
import { healthRoutes } from './health.ts';
import type { Readiness } from './health.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { DoorLimits } from './limits.ts';
import type { OriginRules } from './origin.ts';
import { refusalForUnreadable, refuseOnSocket } from './rawRefusal.ts';
import { refusalShape } from './refusalShape.ts';
import { RequestsInProgress } from './requestsInProgress.ts';
import { send } from './respond.ts';
import type { Route, UpgradeRoute } from './route.ts';
import { UpgradeDesk } from './upgrades.ts';

/** Longest named part of an address, in characters. Conversation ids are far shorter. */
const MAX_PARAM_CHARACTERS = 512;

/** How often Node looks for connections beyond their time, at most. Its own 30 s would make 5 s of patience 35 s. */
const SLOWNESS_CHECK_MS = 500;

/** What the door is given. */
export interface HttpDoorParts extends OriginRules {
  /** Every address there is, besides `/livez` and `/readyz`, which are made here. */
  readonly routes: readonly Route[];
  readonly upgrades: readonly UpgradeRoute[];
  /** The whole HTML page for a refusal a person sees. */
  readonly errorPage: (status: number) => string;
  readonly readiness: () => Readiness | Promise<Readiness>;
  readonly log: Log;
  readonly limits?: Partial<DoorLimits>;
}

/** The way in for everyone who comes by HTTP. */
export interface HttpDoor {
  /**
   * Opens the door and gives the real port, which for port 0 the system chooses.
   *
   * @throws AppError `PORT_UNAVAILABLE` when the port is taken or not allowed.
   */
  listen(port: number, host?: string): Promise<number>;
  /**
   * Closes it: new connections are refused, each connection gets the answers owed on it and ends, and what is not
   * answered in `drainMs` is cut. Sockets handed to an upgrade route are that route's to close, and cut likewise.
   */
  close(): Promise<void>;
}

/**
 * Makes the door: restify routes, and everything a stranger could do before a route sees the request is refused here.
 *
 * None of restify's plugins is used. Its body parser dies of a plain body announced as gzip, inflates without limit
 * and writes strangers' files to disk.
 */
export function httpDoor(given: HttpDoorParts): HttpDoor {
  const limits = { ...DEFAULT_LIMITS, ...given.limits };
  const state = { closing: false };
  const parts: DispatchParts = {
    rules: given,
    shape: refusalShape(given.errorPage, given),
    log: given.log,
    extraHeaders: () => ({ ...transportHeaders(given), ...(state.closing ? { connection: 'close' } : {}) }),
  };
  const server = restify.createServer({
    name: '',
    handleUncaughtExceptions: false,
    noWriteContinue: true,
    ignoreTrailingSlash: true,
    maxParamLength: MAX_PARAM_CHARACTERS,
  });
  const node = nodeServerOf(server, limits);
  const requests = new RequestsInProgress();
  const desk = new UpgradeDesk(given.upgrades, limits.upgradeMs, given.log);

  // Restify runs handlers a tick later, when a broken request behind this one may have been noticed already.
  server.on('request', (request, response) => requests.begin({ request, response }));
  guardEntrance(server, parts);
  mount(server, [...given.routes, ...healthRoutes(given.readiness, given.log)], parts);
  hearBrokenRequests(node, requests);
  node.on('upgrade', (incoming, socket, head) => desk.take({ incoming, socket, head }));

  return {
    listen: (port, host) => listen(server, given.log, port, host),
    close: () => {
      state.closing = true;
      return drain(node, requests, desk, limits.drainMs);
    },
  };
}

// Restify creates Node's server without options, so they are set on it before it listens.
function nodeServerOf({ server }: restify.Server, limits: DoorLimits): NodeServer {
  if (!(server instanceof NodeServer)) throw new AppError('HTTP_SERVER_UNKNOWN', 'restify made no plain HTTP server.');
  return Object.assign(server, {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    maxHeaderSize: limits.maxHeaderBytes,
    connectionsCheckingInterval: Math.min(SLOWNESS_CHECK_MS, limits.headersMs),
    // Both are refused at the entrance, with a reason.
    maxHeadersCount: 0,
    requireHostHeader: false,
    // Some HTTP clients offer "Upgrade: h2c" on ordinary requests; those are to be answered as ordinary requests.
    shouldUpgradeCallback: ({ method, headers }: { method?: string; headers: { upgrade?: string } }) =>
      method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket',
  });
}

function guardEntrance(server: restify.Server, { shape, extraHeaders }: DispatchParts): void {
  server.pre((request, response, next) => {
    const refused = entranceRefusal(request);
    if (refused !== undefined) send({ request, response }, shape(request, refused), extraHeaders());
    next(refused === undefined ? undefined : false);
  });
  server.router.defaultRoute = (request, response, next) => {
    send({ request, response }, shape(request, notFound()), extraHeaders());
    next(false);
  };
}

function mount(server: restify.Server, routes: readonly Route[], parts: DispatchParts): void {
  for (const [path, shared] of Map.groupBy(routes, (route) => route.path)) {
    const dispatch = addressDispatcher(shared, parts);
    const handle = async (request: restify.Request, response: restify.Response): Promise<void> => {
      await dispatch({ request, response }, textsOf(request.params));
    };
    for (const method of KNOWN_METHODS) server[RESTIFY_NAMES[method]](path, handle);
  }
}

const RESTIFY_NAMES = {
  GET: 'get',
  HEAD: 'head',
  POST: 'post',
  PUT: 'put',
  PATCH: 'patch',
  DELETE: 'del',
  OPTIONS: 'opts',
} as const;

function textsOf(params: unknown): Params {
  const pairs = Object.entries(params ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(pairs);
}

/** A broken or late request gets its refusal after the answers still owed before it on the same connection. */
function hearBrokenRequests(node: NodeServer, requests: RequestsInProgress): void {
  node.on('clientError', (error, socket) => {
    const refused = refusalForUnreadable(errorCode(error));
    const lastOwed = requests.whole(socket).at(-1);
    if (refused === undefined) socket.destroy();
    else if (lastOwed !== undefined) lastOwed.response.once('finish', () => socket.end(() => socket.destroy()));
    else if (requests.isSpeakingOn(socket)) socket.destroy();
    else refuseOnSocket(socket, refused);
  });
}

function listen(server: restify.Server, log: Log, port: number, host?: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const fail = (error: unknown): void => {
    const message = `PORT: cannot listen on port ${port} (${errorCode(error)}). Choose a free port.`;
    reject(new AppError('PORT_UNAVAILABLE', message, { cause: error }));
  };
  server.once('error', fail);
  server.listen(port, host, () => {
    server.off('error', fail);
    server.on('error', (error) => log({ event: 'http-fault', code: errorCode(error) }));
    resolve(server.address().port);
  });
  return promise;
}

function drain(node: NodeServer, requests: RequestsInProgress, desk: UpgradeDesk, drainMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  if (!node.listening) return Promise.resolve();
  const deadline = setTimeout(() => {
    node.closeAllConnections();
    desk.destroyAll();
  }, drainMs);
  desk.close();
  node.close(() => {
    clearTimeout(deadline);
    resolve(undefined);
  });
  // Connections that owe no answer, or have not finished saying what they want, are not waited for. What has already
  // arrived is read first: a message a parent has just sent is answered.
  setImmediate(() => requests.whenNone(() => node.closeAllConnections()));
  return promise;
}

function transportHeaders({ publicUrl }: OriginRules): Record<string, string> {
  return publicUrl?.startsWith('https:') === true ? { 'strict-transport-security': 'max-age=31536000' } : {};
}

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { silentLog } from '../../../common/log.ts';
import { conversationTokens } from '../../../channels/conversationTokens.ts';
import type { ConversationTokens } from '../../../channels/conversationTokens.ts';
import { directLineChannel } from '../../../channels/directLine/directLineChannel.ts';
import type { DirectLineChannel, DirectLineOptions } from '../../../channels/directLine/directLineChannel.ts';
import { DIRECT_LINE_PATH } from '../../../channels/directLine/protocol.ts';
import type { ActivitySet, ConversationGrant, DirectLineActivity } from '../../../channels/directLine/protocol.ts';
import { httpDoor } from '../../../channels/http/httpDoor.ts';
import { EchoBot, toActivity } from './echoBot.ts';

export const PLACEHOLDER = '(your message)';
export const ALLOWED_ORIGIN = 'https://charity.example';

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now: number;
}

/** Direct Line behind the real door on a port of its own. */
export interface OpenDirectLine {
  readonly domain: string;
  readonly port: number;
  readonly channel: DirectLineChannel;
  readonly tokens: ConversationTokens;
  readonly bot: EchoBot;
  readonly clock: TestClock;
  readonly keys: readonly Uint8Array[];
  /** Cuts every socket, as a lost network does. */
  killSockets(): void;
  openSockets(): number;
  close(): Promise<void>;
}

export interface Given extends Partial<DirectLineOptions> {
  readonly bot?: EchoBot;
  readonly clock?: TestClock;
  readonly keys?: readonly Uint8Array[];
  readonly port?: number;
}

/** Opens it. Given the port, bot and keys of one that was closed, it is the same program started again. */
export async function openDirectLine(given: Given = {}): Promise<OpenDirectLine> {
  const { clock = { now: Date.UTC(2026, 4, 1) }, keys = [randomBytes(32)] } = given;
  const now = () => clock.now;
  const bot = given.bot ?? new EchoBot(now);
  const tokens = conversationTokens({ keys, now });
  const channel = directLineChannel({
    handler: bot.handler,
    log: bot.log,
    tokens,
    allowedOrigins: new Set([ALLOWED_ORIGIN]),
    toActivity,
    placeholder: PLACEHOLDER,
    now,
    ...given,
  });
  const sockets = new Set<Duplex>();
  const door = doorFor(channel, sockets);
  const port = await door.listen(given.port ?? 0, '127.0.0.1');
  return {
    domain: `http://127.0.0.1:${port}${DIRECT_LINE_PATH}`,
    port,
    channel,
    tokens,
    bot,
    clock,
    keys,
    openSockets: () => [...sockets].filter(({ destroyed }) => !destroyed).length,
    killSockets: () => sockets.forEach((socket) => socket.destroy()),
    async close() {
      await Promise.all([door.close(), channel.close()]);
    },
  };
}

function doorFor({ routes, upgrades }: DirectLineChannel, sockets: Set<Duplex>) {
  const watched = upgrades.map((route) => ({
    path: route.path,
    handle: (request: Parameters<typeof route.handle>[0]) => {
      sockets.add(request.socket);
      route.handle(request);
    },
  }));
  return httpDoor({
    routes,
    upgrades: watched,
    allowedOrigins: new Set([ALLOWED_ORIGIN]),
    errorPage: () => '',
    readiness: () => ({ ready: true, reasons: [] }),
    log: silentLog,
  });
}

/** An answer of the server: its status and its JSON. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

export interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls an operation, such as `/tokens/generate`. */
export async function call<Body>({ domain }: OpenDirectLine, path: string, given: Call = {}): Promise<Answer<Body>> {
  const { method = 'POST', token, body, headers } = given;
  const response = await fetch(`${domain}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

/** A new conversation, with its token and stream URL. */
export async function begin(line: OpenDirectLine): Promise<ConversationGrant> {
  const { body } = await call<ConversationGrant>(line, '/tokens/generate');
  return (await call<ConversationGrant>(line, '/conversations', { token: body.token })).body;
}

/** Posts a message and gives the id in the answer. */
export async function say(line: OpenDirectLine, grant: ConversationGrant, text: string, clientActivityID?: string) {
  const body = { type: 'message', text, ...(clientActivityID !== undefined && { channelData: { clientActivityID } }) };
  const { conversationId, token } = grant;
  const path = `/conversations/${conversationId}/activities`;
  return (await call<{ id: string }>(line, path, { token, body })).body.id;
}

/** Polls from a watermark, as it stands in the address. */
export async function poll(line: OpenDirectLine, grant: ConversationGrant, watermark?: string): Promise<ActivitySet> {
  const query = watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`;
  const path = `/conversations/${grant.conversationId}/activities${query}`;
  return (await call<ActivitySet>(line, path, { method: 'GET', token: grant.token })).body;
}

/** Comes back to a conversation and gives the answer, with a fresh stream URL. */
export async function comeBack(line: OpenDirectLine, grant: ConversationGrant, watermark?: string) {
  const query = watermark === undefined ? '' : `?watermark=${watermark}`;
  const path = `/conversations/${grant.conversationId}${query}`;
  return (await call<ConversationGrant>(line, path, { method: 'GET', token: grant.token })).body;
}

/** An open stream and what came over it. */
export interface OpenStream {
  readonly socket: WebSocket;
  readonly sets: ActivitySet[];
  readonly texts: () => (string | undefined)[];
  readonly activities: () => DirectLineActivity[];
  readonly emptyFrames: () => number;
}

/** Opens a stream URL. @throws when the server refuses it. */
export async function openStream(streamUrl: string, options?: ClientOptions): Promise<OpenStream> {
  const socket = new WebSocket(streamUrl, options);
  const sets: ActivitySet[] = [];
  let emptyFrames = 0;
  socket.on('message', (data: Buffer) => {
    if (data.length === 0) emptyFrames += 1;
    else sets.push(JSON.parse(data.toString()) as ActivitySet);
  });
  const activities = () => sets.flatMap((set) => set.activities);
  const texts = () => activities().map(({ text }) => text);
  await once(socket, 'open');
  return { socket, sets, activities, texts, emptyFrames: () => emptyFrames };
}

/** Waits until the condition holds. @throws when it does not in time. */
export async function eventually(condition: () => boolean, withinMs = 3000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`nothing within ${withinMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

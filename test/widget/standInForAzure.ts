import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Microsoft, OUTBOUND_TOKEN } from '../channels/botFramework/microsoft.ts';

export const AZURE_SECRET = 'the-secret-of-an-azure-direct-line';

type Fields = Readonly<Record<string, unknown>>;
/** Status and body. */
type Answer = [number, object];

interface TokenRequest {
  readonly user: { readonly id: string };
  readonly trustedOrigins: readonly string[];
}

/** A conversation as Azure keeps it. */
interface Talk {
  readonly id: string;
  readonly userId: string;
  readonly origins: readonly string[];
  readonly activities: Fields[];
  hasBegun: boolean;
  socket?: WebSocket;
}

/**
 * Azure's Direct Line on this machine, as Microsoft's documents describe it: the secret gives tokens, a token one
 * conversation, which must be begun; messages go on to the bot with a signed token, and its replies come back.
 */
export interface StandInForAzure {
  readonly origin: string;
  /** Paths asked for, in order, such as `POST /tokens/refresh`. */
  readonly asked: string[];
  readonly talks: ReadonlyMap<string, Talk>;
  /** Where the bot takes messages. */
  bot: string;
  /** Whether replies keep the bot's own `channelData`. Azure keeps it; another service might not. */
  keepsExtras: boolean;
  tokenSeconds: number;
  /** While set, everything is answered by this status. */
  fails: number | undefined;
  /** How many of the next messages are passed on, and then answered as if they had not been. */
  losesAnswers: number;
  /** Cuts every open WebSocket. */
  cutSockets(): void;
  /** Makes every token of before worthless. */
  expireTokens(): void;
  close(): Promise<void>;
}

export async function openAzure(microsoft: Microsoft): Promise<StandInForAzure> {
  const talks = new Map<string, Talk>();
  const tokens = new Map<string, Talk>();
  const server = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const { searchParams } = new URL(request.url ?? '', origin);
    const talk = tokens.get(searchParams.get('t') ?? '');
    if (talk === undefined) return socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => {
      // One a conversation, as Azure has it.
      talk.socket?.close(1000, 'collision');
      talk.socket = opened;
      opened.send(JSON.stringify(setFrom(talk, searchParams.get('watermark') ?? '0')));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const grant = (talk: Talk) => {
    const token = randomUUID();
    tokens.set(token, talk);
    const stream = `${origin.replace('http', 'ws')}/v3/directline/conversations/${talk.id}/stream?t=${token}`;
    return { conversationId: talk.id, token, expires_in: azure.tokenSeconds, streamUrl: stream };
  };

  function add(talk: Talk, activity: Fields): string {
    const id = `${talk.id}|${String(talk.activities.length).padStart(7, '0')}`;
    const kept = azure.keepsExtras || activity['from'] === undefined ? activity : withoutExtras(activity, talk.userId);
    talk.activities.push({ ...kept, id, channelId: 'directline', timestamp: new Date().toISOString(), conversation: { id: talk.id } });
    talk.socket?.send(JSON.stringify(setFrom(talk, String(talk.activities.length - 1))));
    return id;
  }

  async function tellBot(talk: Talk, activity: Fields): Promise<void> {
    const claims = { serviceurl: origin };
    await fetch(`${azure.bot}/api/messages`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await microsoft.token({ claims })}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        from: { id: talk.userId }, recipient: { id: 'the-bot' }, ...activity,
        channelId: 'directline', serviceUrl: origin, conversation: { id: talk.id },
      }),
    });
  }

  /** Each operation: what it answers, and for whom. */
  async function operate(what: string, talk: Talk, body: Fields, watermark: string): Promise<Answer> {
    switch (what) {
      case 'POST /tokens/refresh':
        return [200, grant(talk)];
      case 'POST /conversations': {
        const status = talk.hasBegun ? 200 : 201;
        if (!talk.hasBegun) void tellBot(talk, { type: 'conversationUpdate', id: randomUUID(), membersAdded: [{ id: talk.userId }] });
        talk.hasBegun = true;
        return [status, grant(talk)];
      }
      case 'GET /conversations/:id': {
        const { streamUrl, ...granted } = grant(talk);
        return [200, { ...granted, streamUrl: watermark === '' ? streamUrl : `${streamUrl}&watermark=${watermark}` }];
      }
      case 'GET /conversations/:id/activities':
        return [200, setFrom(talk, watermark)];
      case 'POST /conversations/:id/activities': {
        if (!talk.hasBegun) return [404, {}];
        const id = add(talk, { ...body, from: { id: talk.userId } });
        await tellBot(talk, { ...body, id });
        azure.losesAnswers -= 1;
        return azure.losesAnswers >= 0 ? [502, { error: { code: 'BotError' } }] : [200, { id }];
      }
      default:
        return [404, {}];
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', origin);
    const pageOrigin = request.headers.origin;
    if (pageOrigin !== undefined) response.setHeader('Access-Control-Allow-Origin', pageOrigin);
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Headers', 'authorization,content-type');
      response.writeHead(204);
      response.end();
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body = (text === '' ? {} : JSON.parse(text)) as Fields;
    const [status, answered] = await route(request, pathname, body, searchParams.get('watermark') ?? '');
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answered));
  }

  async function route(request: IncomingMessage, path: string, body: Fields, watermark: string): Promise<Answer> {
    const [, said] = /^\/v3\/conversations\/([^/]+)/.exec(path) ?? [];
    if (said !== undefined) return request.headers.authorization === `Bearer ${OUTBOUND_TOKEN}` ? sayBy(said, body) : [401, {}];
    const what = `${request.method ?? ''} ${path.replace('/v3/directline', '').replace(/(conversations)\/[^/]+/, '$1/:id')}`;
    azure.asked.push(what);
    if (azure.fails !== undefined) return [azure.fails, {}];
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (what === 'POST /tokens/generate') return bearer === AZURE_SECRET ? [200, generate(body)] : [403, {}];
    const talk = tokens.get(bearer);
    const isTrusted = talk?.origins.includes(request.headers.origin ?? '') === true;
    if (talk === undefined || !isTrusted) return [403, { error: { code: 'TokenExpired' } }];
    return operate(what, talk, body, watermark);
  }

  /** A reply of the bot. */
  function sayBy(id: string, body: Fields): Answer {
    const talk = talks.get(decodeURIComponent(id));
    return talk === undefined ? [404, {}] : [200, { id: add(talk, { ...body, from: { id: 'the-bot', name: 'The bot' } }) }];
  }

  function generate(body: Fields): object {
    const { user, trustedOrigins: origins } = body as Fields & TokenRequest;
    const talk: Talk = { id: randomUUID(), userId: user.id, origins, activities: [], hasBegun: false };
    talks.set(talk.id, talk);
    const { streamUrl, ...granted } = grant(talk);
    return streamUrl === '' ? {} : granted;
  }

  const azure: StandInForAzure = {
    origin,
    asked: [],
    talks,
    bot: '',
    keepsExtras: true,
    tokenSeconds: 1800,
    fails: undefined,
    losesAnswers: 0,
    cutSockets: () => talks.forEach(({ socket }) => socket?.terminate()),
    expireTokens: () => tokens.clear(),
    close: () => {
      azure.cutSockets();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return azure;
}

function setFrom({ activities }: Talk, watermark: string): object {
  return { activities: activities.slice(Number(watermark)), watermark: String(activities.length) };
}

function withoutExtras(activity: Fields, userId: string): Fields {
  const { channelData, ...plain } = activity;
  const isParent = (activity['from'] as { readonly id: string }).id === userId;
  return isParent ? { ...plain, channelData } : plain;
}

import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { ConversationLog } from '../../common/conversationLog.ts';
import type { ConversationTokens } from '../conversationTokens.ts';
import { isAllowedOrigin } from '../http/origin.ts';
import type { OriginRules } from '../http/origin.ts';
import type { HttpResponse, UpgradeRequest, UpgradeRoute } from '../http/route.ts';
import { refuse } from './answers.ts';
import type { Audience } from './audience.ts';
import type { Authorised, Member } from './authorise.ts';
import { DIRECT_LINE_PATH, JSON_MEDIA_TYPE } from './protocol.ts';
import type { RenderActivity } from './renderActivity.ts';
import type { RestartNotice } from './restartNotice.ts';
import type { ShortMemory } from './shortMemory.ts';
import { Subscriber } from './subscriber.ts';
import { parseWatermark } from './watermark.ts';

export interface StreamOptions extends OriginRules {
  readonly tokens: ConversationTokens;
  readonly audience: Audience;
  readonly log: ConversationLog;
  readonly render: RenderActivity;
  readonly restartNotice: RestartNotice;
  /** Ids of stream tokens that have opened a socket. */
  readonly used: ShortMemory<true>;
  /** Whether the program is stopping. */
  readonly isClosing: () => boolean;
}

/** Most bytes of a frame from a client. Beyond: closed with 1009. */
const MAX_FRAME_BYTES = 65_536;

/** The stream: opens a socket for the holder of a fresh stream URL, and replays what it has missed. */
export function streamUpgrade(options: StreamOptions): UpgradeRoute {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  return {
    path: `${DIRECT_LINE_PATH}/conversations/:conversationId/stream`,
    handle(request) {
      const { incoming, socket, head } = request;
      const giveUp = () => socket.destroy();
      socket.on('error', giveUp);
      void admit(request, options).then((authorised) => {
        socket.removeListener('error', giveUp);
        if (options.isClosing() || socket.destroyed) giveUp();
        else if (authorised.kind === 'refused') refuseUpgrade(socket, authorised.response);
        else server.handleUpgrade(incoming, socket, head, subscribe({ request, member: authorised.granted }, options));
      }, giveUp);
    },
  };
}

async function admit(request: UpgradeRequest, options: StreamOptions): Promise<Authorised<Member>> {
  const { incoming, params, query } = request;
  if (!isAllowedOrigin(incoming, options)) {
    return refused(403, 'OriginNotAllowed', 'This origin is not on the list.');
  }
  const token = query.get('t');
  if (token === null) return refused(401, 'MissingToken', 'The stream URL has no token.');

  const outcome = await options.tokens.verify(token, 'stream');
  if (outcome.kind === 'expired') return refused(403, 'TokenExpired', 'The stream URL has expired.');
  if (outcome.kind === 'invalid' || outcome.conversationId !== params.conversationId) {
    return refused(403, 'BadArgument', 'The token is not valid for this.');
  }
  if (!options.used.keep(outcome.tokenId, true)) return refused(403, 'TokenExpired', 'The stream URL has been used.');
  return { kind: 'allowed', granted: outcome };
}

function refused(...refusal: Parameters<typeof refuse>): Authorised<never> {
  return { kind: 'refused', response: refuse(...refusal) };
}

function refuseUpgrade(socket: Duplex, { status, body }: HttpResponse): void {
  const json = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    `Content-Type: ${JSON_MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(json)}`,
  ];
  socket.on('error', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${json}`);
}

interface Admitted {
  readonly request: UpgradeRequest;
  readonly member: Member;
}

function subscribe({ request, member }: Admitted, { audience, log, render, restartNotice }: StreamOptions) {
  return (socket: WebSocket): void => {
    const { conversationId } = member;
    const position = parseWatermark(request.query.get('watermark'));
    const subscriber = new Subscriber({ ...member, socket, position, log, render, restartNotice });
    socket.on('close', audience.join(conversationId, subscriber));
    void subscriber.catchUp();
    const unheard = audience.takeUnheard(conversationId);
    if (unheard.length > 0) subscriber.tell(unheard);
  };
}

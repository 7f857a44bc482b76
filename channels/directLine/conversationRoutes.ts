import { randomUUID } from 'node:crypto';
import type { ConversationLog } from '../../common/conversationLog.ts';
import type { ConversationTokens } from '../conversationTokens.ts';
import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { answer } from './answers.ts';
import type { Authoriser, Member } from './authorise.ts';
import { DIRECT_LINE_PATH } from './protocol.ts';
import type { ConversationGrant } from './protocol.ts';
import type { ShortMemory } from './shortMemory.ts';
import { grantToken, OPERATION } from './tokenRoutes.ts';
import { formatWatermark, NOTHING_STORED, parseWatermark, START } from './watermark.ts';

export interface ConversationRouteOptions {
  readonly authoriser: Authoriser;
  readonly tokens: ConversationTokens;
  readonly log: ConversationLog;
  /** Conversations begun lately, of which nothing is stored yet. */
  readonly begun: ShortMemory<true>;
  readonly newId: () => string;
}

const MAX_BODY_BYTES = 65_536;

/** Starting a conversation and coming back to it. A valid token always gets its conversation: there is no 404. */
export function conversationRoutes(options: ConversationRouteOptions): Route[] {
  const common = { ...OPERATION, maxBodyBytes: MAX_BODY_BYTES };
  return [
    {
      ...common,
      method: 'POST',
      path: `${DIRECT_LINE_PATH}/conversations`,
      takes: 'json',
      handle: (request) => start(request, options),
    },
    {
      ...common,
      method: 'GET',
      path: `${DIRECT_LINE_PATH}/conversations/:conversationId`,
      takes: 'none',
      handle: (request) => reconnect(request, options),
    },
  ];
}

/** 201 for a new conversation, 200 for one that this token began before. */
async function start(request: HttpRequest, options: ConversationRouteOptions): Promise<HttpResponse> {
  const authorised = await options.authoriser.caller(request);
  if (authorised.kind === 'refused') return authorised.response;
  const { granted } = authorised;
  const member = granted.kind === 'token' ? granted : { conversationId: options.newId() };
  const { conversationId } = member;
  const isNew = options.begun.keep(conversationId, true) && (await isUnknown(conversationId, options.log));
  const grant = await grantConversation(request, member, options.tokens);
  return answer(isNew ? 201 : 200, { ...grant, referenceGrammarId: randomUUID() });
}

/** Only the status depends on this, so an unreadable log stops nobody. */
async function isUnknown(conversationId: string, log: ConversationLog): Promise<boolean> {
  return log.read(conversationId, 0, { atOnce: true }).then(
    ({ epoch }) => epoch === NOTHING_STORED,
    () => true,
  );
}

async function reconnect(request: HttpRequest, options: ConversationRouteOptions): Promise<HttpResponse> {
  const authorised = await options.authoriser.member(request);
  if (authorised.kind === 'refused') return authorised.response;
  return answer(200, await grantConversation(request, authorised.granted, options.tokens));
}

async function grantConversation(
  { origin, query }: HttpRequest,
  { conversationId, userId }: Member,
  tokens: ConversationTokens,
): Promise<ConversationGrant> {
  const subject = { conversationId, ...(userId !== undefined && { userId }) };
  const [grant, t] = await Promise.all([grantToken(tokens, subject), tokens.issue({ ...subject, use: 'stream' })]);
  const streamUrl = new URL(`${DIRECT_LINE_PATH}/conversations/${conversationId}/stream`, origin.replace(/^http/, 'ws'));
  const position = parseWatermark(query.get('watermark'));
  if (position !== START) streamUrl.searchParams.set('watermark', formatWatermark(position));
  streamUrl.searchParams.set('t', t);
  return { ...grant, streamUrl: streamUrl.href };
}

import { randomUUID } from 'node:crypto';
import type { ConversationLog } from '../../common/conversationLog.ts';
import { errorCode } from '../../common/errors.ts';
import type { Log } from '../../common/log.ts';
import type { Instant } from '../../common/message.ts';
import type { HttpRequest, HttpResponse, Route } from '../http/route.ts';
import { answer, refuse } from './answers.ts';
import type { Audience } from './audience.ts';
import type { Authoriser, Member } from './authorise.ts';
import type { DirectLineAdapter } from './directLineAdapter.ts';
import { readSince } from './history.ts';
import type { NewsSince } from './history.ts';
import { incomingActivity } from './incomingActivity.ts';
import { DIRECT_LINE_PATH, MAX_ACTIVITY_BYTES } from './protocol.ts';
import type { ActivitySet } from './protocol.ts';
import type { RenderActivity } from './renderActivity.ts';
import type { RestartNotice } from './restartNotice.ts';
import { OPERATION } from './tokenRoutes.ts';
import { formatWatermark, parseWatermark } from './watermark.ts';
import type { Position } from './watermark.ts';

export interface ActivityRouteOptions {
  readonly authoriser: Authoriser;
  readonly adapter: DirectLineAdapter;
  readonly audience: Audience;
  readonly log: ConversationLog;
  readonly render: RenderActivity;
  readonly restartNotice: RestartNotice;
  readonly report: Log;
  readonly now: () => Instant;
}

/** Read and thrown away, so that a phone's picture gets an answer and not a broken connection. */
const MAX_UPLOAD_BYTES = 4 * 1024 * 1024;

/** Posting and polling activities; refusing files. */
export function activityRoutes(options: ActivityRouteOptions): Route[] {
  const conversation = `${DIRECT_LINE_PATH}/conversations/:conversationId`;
  const common = { ...OPERATION, maxBodyBytes: MAX_ACTIVITY_BYTES };
  return [
    {
      ...common,
      method: 'GET',
      path: `${conversation}/activities`,
      takes: 'none',
      handle: (request) => poll(request, options),
    },
    {
      ...common,
      method: 'POST',
      path: `${conversation}/activities`,
      takes: 'json',
      handle: (request) => post(request, options),
    },
    {
      ...common,
      method: 'POST',
      path: `${conversation}/upload`,
      takes: 'none',
      maxBodyBytes: MAX_UPLOAD_BYTES,
      handle: (request) => refuseUpload(request, options),
    },
  ];
}

async function poll(request: HttpRequest, options: ActivityRouteOptions): Promise<HttpResponse> {
  const authorised = await options.authoriser.member(request);
  if (authorised.kind === 'refused') return authorised.response;
  return answer(200, await news(authorised.granted, parseWatermark(request.query.get('watermark')), options));
}

async function news(member: Member, position: Position, options: ActivityRouteOptions): Promise<ActivitySet> {
  const { conversationId } = member;
  const { epoch, activities, end, lostEpoch } = await readOrNothing(conversationId, position, options);
  const notice = lostEpoch === undefined ? [] : options.restartNotice(conversationId, lostEpoch);
  const shown = activities.map((entry) => options.render(entry, { ...member, epoch }));
  const unheard = options.audience.takeUnheard(conversationId);
  return { activities: [...notice, ...shown, ...unheard], watermark: formatWatermark(end) };
}

/** Stock clients stop polling for ever at the first error, so an unreadable log is "nothing new" to them. */
async function readOrNothing(id: string, position: Position, options: ActivityRouteOptions): Promise<NewsSince> {
  return readSince(options.log, id, position).catch((error: unknown) => {
    options.report({ event: 'direct-line-poll-failed', channel: 'directline', code: errorCode(error) });
    return { epoch: position.epoch, activities: [], end: position };
  });
}

async function post(request: HttpRequest, options: ActivityRouteOptions): Promise<HttpResponse> {
  const authorised = await options.authoriser.member(request);
  if (authorised.kind === 'refused') return authorised.response;
  const incoming = incomingActivity(request.body, { ...authorised.granted, now: options.now() });
  switch (incoming.kind) {
    case 'refused':
      return incoming.response;
    case 'ignored':
      return answer(200, { id: randomUUID() });
    case 'message':
      return answer(200, { id: await options.adapter.receive(incoming.activity, incoming.words) });
  }
}

async function refuseUpload(request: HttpRequest, { authoriser }: ActivityRouteOptions): Promise<HttpResponse> {
  const authorised = await authoriser.member(request);
  if (authorised.kind === 'refused') return authorised.response;
  return refuse(415, 'AttachmentsNotAccepted', 'Pictures and files are not taken. Nothing was kept.');
}

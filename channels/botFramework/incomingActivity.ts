import type { HttpResponse } from '../http/route.ts';
import { refusal } from '../http/route.ts';

/** An activity whose fields that everything hangs on are there. The rest is looked at where it is used. */
export interface IncomingActivity {
  readonly type: string;
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string };
  readonly from: { readonly id: string };
  readonly recipient: { readonly id: string };
  readonly [field: string]: unknown;
}

/** Far longer than any id of Teams, and short enough to be a key. */
const MAX_ID_CHARACTERS = 1_024;
const TEXTS = ['type', 'channelId', 'serviceUrl'] as const;
const PLACES = ['conversation', 'from', 'recipient'] as const;
const OPTIONAL_TEXTS = ['id', 'text', 'replyToId', 'locale', 'deliveryMode'] as const;

/**
 * Says what is wrong with a posted body, as the answer to give. Undefined: it is an `IncomingActivity`.
 *
 * Bot Framework answers a missing type with 500 and lets everything else through.
 */
export function activityProblem(body: unknown): HttpResponse | undefined {
  if (!isObject(body)) return refusal(400, 'BadArgument', 'The body must be an activity.');
  const missing = [...TEXTS, ...PLACES].find((name) => body[name] === undefined);
  if (missing !== undefined) return refusal(400, 'MissingProperty', `The activity has no ${missing}.`);
  const wrong =
    TEXTS.find((name) => !isId(body[name])) ??
    PLACES.find((name) => !hasId(body[name])) ??
    OPTIONAL_TEXTS.find((name) => body[name] !== undefined && body[name] !== null && typeof body[name] !== 'string') ??
    (body['id'] === undefined || isId(body['id']) ? undefined : 'id');
  return wrong === undefined ? undefined : refusal(400, 'BadArgument', `The activity's ${wrong} has the wrong shape.`);
}

function hasId(place: unknown): boolean {
  return isObject(place) && isId(place['id']);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= MAX_ID_CHARACTERS;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

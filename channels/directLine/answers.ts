import { refusal } from '../http/route.ts';
import type { HttpResponse } from '../http/route.ts';
import type { DirectLineErrorCode } from './protocol.ts';

/** Nothing of a conversation, and no token, may stay in a cache. */
const NO_STORE = { 'Cache-Control': 'no-store' };

/** An answer in Direct Line's shape. */
export function answer(status: number, body: object): HttpResponse {
  return { status, headers: NO_STORE, body };
}

/** A refusal in Direct Line's shape. `explanation` is for developers and must hold nothing a client sent. */
export function refuse(status: number, code: DirectLineErrorCode, explanation: string): HttpResponse {
  return { ...refusal(status, code, explanation), headers: NO_STORE };
}

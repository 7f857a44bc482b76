import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';
import type { Reply } from '../../common/reply.ts';
import { replyIn } from './replyIn.ts';

/** How far a message of the parent has come. `refused`: it cannot be taken, however often it is sent. */
export type Delivery = 'sending' | 'waiting' | 'taken' | 'refused';

/** A message of the parent, and what was said to it. */
export interface Exchange {
  /** The client's own name for the message. Absent: there is none (the welcome). */
  readonly id?: string;
  /** What is shown as said. */
  readonly said?: string;
  /** What waited in the field when a button was tapped and was sent along. Absent: nothing. */
  readonly sentAlong?: string;
  readonly delivery: Delivery;
  /** The server's names for the message, once known. Sent twice because the answer was lost, it may have two. */
  readonly activityIds: readonly string[];
  /** Whether the conversation before this message could not be carried on. Absent: it was. */
  readonly isAfresh?: true;
  readonly replies: readonly Reply[];
}

/** What has been said, oldest first, and every activity heard, so that nothing is shown twice. */
export interface Transcript {
  readonly exchanges: readonly Exchange[];
  readonly heard: ReadonlySet<string>;
}

/** A transcript that begins with a welcome that is on the page already. */
export function beginTranscript(welcome: readonly Reply[]): Transcript {
  return { exchanges: [{ delivery: 'taken', activityIds: [], replies: welcome }], heard: new Set() };
}

/** Adds what the parent says. */
export function say(transcript: Transcript, message: Pick<Exchange, 'id' | 'said' | 'sentAlong'>): Transcript {
  const exchange: Exchange = { ...message, delivery: 'sending', activityIds: [], replies: [] };
  return { ...transcript, exchanges: [...transcript.exchanges, exchange] };
}

/** Notes how far a message has come. `activityId`: the server's name for it, where it gave one. */
export function deliver(transcript: Transcript, id: string, delivery: Delivery, activityId?: string): Transcript {
  const known = activityId === undefined ? [] : [activityId];
  return change(transcript, (exchange) =>
    exchange.id === id ? { ...exchange, delivery, activityIds: [...exchange.activityIds, ...known] } : exchange);
}

/** Notes that the conversation goes on in another: below the message that waits, or the last. */
export function beginAfresh(transcript: Transcript): Transcript {
  const current = awaiting(transcript);
  return change(transcript, (exchange) => (exchange === current ? { ...exchange, isAfresh: true } : exchange));
}

/** Whether a message still waits for its first reply. One that was refused waits no more. */
export function isAwaitingReply({ exchanges }: Transcript): boolean {
  return exchanges.some(({ delivery, replies }) => replies.length === 0 && delivery !== 'refused');
}

/**
 * Adds activities as the stream or polling brought them, in order.
 *
 * Each is taken once, however often it comes. The bot speaks only when it is spoken to, so a reply to what this page
 * did not send, such as the welcome drawn already, is not shown.
 */
export function hear(transcript: Transcript, activities: readonly DirectLineActivity[]): Transcript {
  return activities.reduce(hearOne, transcript);
}

function hearOne(transcript: Transcript, activity: DirectLineActivity): Transcript {
  if (activity.type !== 'message' || transcript.heard.has(activity.id)) return transcript;
  const after = isEcho(activity) ? hearEcho(transcript, activity) : hearReply(transcript, activity);
  return { ...after, heard: new Set([...transcript.heard, activity.id]) };
}

/** Azure may leave the role out; the parent's own messages are the ones that their page named. */
function isEcho({ from, channelData }: DirectLineActivity): boolean {
  return from.role === 'user' || channelData?.clientActivityID !== undefined;
}

function hearEcho(transcript: Transcript, { id, channelData }: DirectLineActivity): Transcript {
  const clientId = channelData?.clientActivityID;
  return clientId === undefined ? transcript : deliver(transcript, clientId, 'taken', id);
}

function hearReply(transcript: Transcript, activity: DirectLineActivity): Transcript {
  const reply = replyIn(activity);
  const answered = answeredBy(transcript, activity.replyToId);
  if (answered === undefined || isWelcome(reply, transcript)) return transcript;
  return change(transcript, (exchange) => (exchange === answered ? withReply(exchange, reply) : exchange));
}

/**
 * A reply that names no message is in no log: that something went wrong, or that what was said before is lost. It
 * stands with the message that waits, else with the last.
 */
function answeredBy(transcript: Transcript, replyToId: string | undefined): Exchange | undefined {
  if (replyToId !== undefined) return transcript.exchanges.find(({ activityIds }) => activityIds.includes(replyToId));
  return awaiting(transcript);
}

function awaiting({ exchanges }: Transcript): Exchange | undefined {
  return exchanges.find(({ replies }) => replies.length === 0) ?? exchanges.at(-1);
}

/** Azure brings it again as plain words. */
function isWelcome({ kind, text }: Reply, { exchanges: [first] }: Transcript): boolean {
  return kind === 'welcome' || first?.replies.some((drawn) => drawn.text === text) === true;
}

/** Words about danger that were sent along with a button are what was answered, so they are shown as said. */
function withReply(exchange: Exchange, reply: Reply): Exchange {
  if (exchange.replies.some(({ id }) => id === reply.id)) return exchange;
  const isAboutDanger = exchange.replies.length === 0 && reply.kind === 'crisis' && exchange.sentAlong !== undefined;
  const said = isAboutDanger ? { said: exchange.sentAlong } : {};
  return { ...exchange, ...said, delivery: 'taken', replies: [...exchange.replies, reply] };
}

function change(transcript: Transcript, replace: (exchange: Exchange) => Exchange): Transcript {
  return { ...transcript, exchanges: transcript.exchanges.map(replace) };
}

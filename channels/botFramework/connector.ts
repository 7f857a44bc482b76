import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { urlToHttpOptions } from 'node:url';
import { AppError, errorCode } from '../../common/errors.ts';

/** The token that proves to the channel who speaks. Cached by whoever gives it. */
export type OutboundToken = () => Promise<string>;

/** One activity on its way to a channel. */
export interface Parcel {
  readonly serviceUrl: string;
  readonly conversationId: string;
  /** The activity this answers. Absent: it answers none. */
  readonly replyToId?: string;
  /** The activity as JSON. */
  readonly body: string;
}

/** The channel's side of a conversation: takes what the bot says. */
export interface Connector {
  /**
   * Sends one activity. Tries again only where the channel surely did not take it: no connection, or an answer that
   * says "later" (412, 429, 502, 503, 504). After 500 or no answer it may have been shown, and is not said twice.
   *
   * @throws AppError `CONNECTOR_REFUSED`, `CONNECTOR_SILENT` or `CONNECTOR_UNREACHABLE`, within `GIVES_UP_AFTER_MS`.
   */
  send(parcel: Parcel): Promise<void>;
  /** Ends idle connections. */
  close(): void;
}

/** One try may take this long. */
const ANSWERS_WITHIN_MS = 4_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 300;
const MAX_PAUSE_MS = 2_000;
/** Longest that one activity is tried for. */
export const GIVES_UP_AFTER_MS = TRIES * ANSWERS_WITHIN_MS + (TRIES - 1) * MAX_PAUSE_MS;

const LATER: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH',
]);

const MAX_SERVICES = 100;

interface Answer {
  readonly status: number;
  readonly retryAfterSeconds: number;
}

/** Posts to channels, on connections kept open. Bot Framework builds a client anew, with its pipeline, each turn. */
export function connector(token: OutboundToken): Connector {
  const [plain, tls] = [new PlainAgent({ keepAlive: true }), new TlsAgent({ keepAlive: true })];
  const services = new Map<string, ReturnType<typeof urlToHttpOptions>>();

  /** Taken apart once: there are few, and each turn has one. */
  function service(serviceUrl: string): ReturnType<typeof urlToHttpOptions> {
    const known = services.get(serviceUrl);
    if (known !== undefined) return known;
    const options = urlToHttpOptions(new URL(serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`));
    if (services.size >= MAX_SERVICES) services.clear();
    services.set(serviceUrl, options);
    return options;
  }

  async function post({ serviceUrl, conversationId, replyToId, body }: Parcel): Promise<Answer> {
    const { protocol, hostname, port, path } = service(serviceUrl);
    const reply = replyToId === undefined ? '' : `/${encodeURIComponent(replyToId)}`;
    const bytes = Buffer.from(body);
    const options = {
      hostname,
      port,
      method: 'POST',
      path: `${path ?? '/'}v3/conversations/${encodeURIComponent(conversationId)}/activities${reply}`,
      headers: {
        Authorization: `Bearer ${await within(ANSWERS_WITHIN_MS, token())}`,
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': bytes.length,
      },
    };
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const isTls = protocol === 'https:';
    const sent = isTls ? tlsRequest({ ...options, agent: tls }) : plainRequest({ ...options, agent: plain });
    const limit = setTimeout(() => sent.destroy(new AppError('TIMED_OUT', 'No answer came in time.')), ANSWERS_WITHIN_MS);
    sent.on('error', reject).on('close', () => clearTimeout(limit)).on('response', (response) => {
      response.resume().on('error', reject);
      resolve({ status: response.statusCode ?? 0, retryAfterSeconds: Number(response.headers['retry-after'] ?? 0) });
    });
    sent.end(bytes);
    return promise;
  }

  /** How long to wait before the next try. Undefined: it arrived. */
  async function tryOnce(parcel: Parcel, pauseMs: number): Promise<number | undefined> {
    try {
      const { status, retryAfterSeconds } = await post(parcel);
      if (status >= 200 && status < 300) return undefined;
      if (LATER.has(status)) return Math.min(Math.max(retryAfterSeconds * 1000, pauseMs), MAX_PAUSE_MS);
    } catch (error) {
      if (NEVER_CONNECTED.has(errorCode(error))) return pauseMs;
      throw new AppError('CONNECTOR_SILENT', 'The channel did not answer in time.', { cause: error });
    }
    throw new AppError('CONNECTOR_REFUSED', 'The channel did not take a reply.');
  }

  return {
    async send(parcel) {
      for (let tries = 1, pauseMs = FIRST_PAUSE_MS; tries <= TRIES; tries += 1, pauseMs *= 2) {
        const pause = await tryOnce(parcel, pauseMs);
        if (pause === undefined) return;
        if (tries < TRIES) await wait(pause);
      }
      throw new AppError('CONNECTOR_UNREACHABLE', `The channel took no reply in ${TRIES} tries.`);
    },
    close() {
      plain.destroy();
      tls.destroy();
    },
  };
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('TIMED_OUT', 'No token came in time.')), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

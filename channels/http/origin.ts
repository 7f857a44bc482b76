import type { IncomingMessage } from 'node:http';
import type { Route } from './route.ts';

const PREFLIGHT_HEADERS = 'authorization,content-type,x-ms-bot-agent,x-requested-with';

/** Browsers ask once for each address; Chromium keeps the answer for two hours at most. */
const PREFLIGHT_SECONDS = 7_200;

/** Whose pages may call. */
export interface OriginRules {
  /** The operator's own address, such as `https://bot.example.org`. Absent: taken from each request. */
  readonly publicUrl?: string;
  /** Exactly as browsers send them: `https://charity.example.org`, no path, no wildcard. */
  readonly allowedOrigins: ReadonlySet<string>;
}

/** Scheme and host the client used. The Host header must have been checked before. */
export function requestOrigin({ headers }: IncomingMessage, publicUrl?: string): string {
  if (publicUrl !== undefined) return new URL(publicUrl).origin;
  const forwarded = String(headers['x-forwarded-proto'] ?? '').split(',', 1)[0]?.trim().toLowerCase();
  return new URL(`${forwarded === 'https' ? 'https' : 'http'}://${headers.host ?? ''}`).origin;
}

/**
 * Whether a browser's request comes from a page that may read our answers: our own, or one of the allowed.
 *
 * A request without `Origin` comes from no other site's page. `null` is never allowed.
 */
export function isAllowedOrigin(request: IncomingMessage, rules: OriginRules): boolean {
  const { origin } = request.headers;
  return origin === undefined || rules.allowedOrigins.has(origin) || isOwnOrigin(request, rules, origin);
}

/**
 * Whether a page of another site sends something to a route that is not for other sites.
 *
 * `null` passes: browsers send it for the forms of our own pages, because those ask for no Referer. No request
 * carries a cookie, so there is nothing a foreign form could ride on.
 */
export function isForeignWrite(request: IncomingMessage, route: Route, rules: OriginRules): boolean {
  const { origin } = request.headers;
  if (route.crossOrigin || route.method === 'GET' || origin === undefined || origin === 'null') return false;
  return !isOwnOrigin(request, rules, origin);
}

/** Headers that let an allowed page read the answer; for others only `Vary`, so that no cache mixes them up. */
export function crossOriginHeaders(request: IncomingMessage, rules: OriginRules): Record<string, string> {
  const { origin } = request.headers;
  const always = { vary: 'Origin', 'cross-origin-resource-policy': 'cross-origin' };
  if (origin === undefined || !isAllowedOrigin(request, rules)) return always;
  return { ...always, 'access-control-allow-origin': origin };
}

/** What a preflight from an allowed page gets besides. Credentials are never allowed: there are none. */
export function preflightHeaders(methods: readonly string[]): Record<string, string> {
  return {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': PREFLIGHT_HEADERS,
    'access-control-max-age': String(PREFLIGHT_SECONDS),
  };
}

// A proxy that ends TLS may not tell us so. Without the operator's word the scheme is not compared, lest the
// charity's own chat page is taken for a stranger.
function isOwnOrigin(request: IncomingMessage, { publicUrl }: OriginRules, origin: string): boolean {
  const own = requestOrigin(request, publicUrl);
  if (publicUrl !== undefined) return origin === own;
  const host = request.headers.host ?? '';
  return [`http://${host}`, `https://${host}`].some((candidate) => new URL(candidate).origin === origin);
}

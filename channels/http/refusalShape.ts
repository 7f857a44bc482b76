import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { OriginRules } from './origin.ts';
import type { HttpResponse, Route } from './route.ts';

/** Gives a refusal the shape its caller can read: JSON for programs, a page for people. */
export type RefusalShape = (request: IncomingMessage, refused: HttpResponse, route?: Route) => HttpResponse;

/**
 * Shapes refusals as their route says; without a route, as a page for callers that accept HTML.
 *
 * Error pages may be framed wherever the chat may be: a parent inside a charity's site must see them too.
 */
export function refusalShape(errorPage: (status: number) => string, { allowedOrigins }: OriginRules): RefusalShape {
  const frameAncestors = ["'self'", ...allowedOrigins].join(' ');
  const policyFor = (page: string): string =>
    `default-src 'none'; ${styleSource(page)}; base-uri 'none'; form-action 'self'; frame-ancestors ${frameAncestors}`;

  return (request, refused, route) => {
    const wantsPage = route === undefined ? acceptsHtml(request) : route.refusals === 'page';
    if (!wantsPage) return refused;
    const body = errorPage(refused.status);
    const headers = {
      ...refused.headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyFor(body),
    };
    return { status: refused.status, headers, body };
  };
}

/** Allows the page its own style, known by its hash, and no other. */
function styleSource(page: string): string {
  const style = /<style>(.*?)<\/style>/s.exec(page)?.[1];
  if (style === undefined) return "style-src 'none'";
  return `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

function acceptsHtml({ headers }: IncomingMessage): boolean {
  return (headers.accept ?? '').toLowerCase().includes('text/html');
}

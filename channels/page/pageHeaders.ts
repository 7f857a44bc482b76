import { createHash } from 'node:crypto';
import { STYLE } from '../../widget/views/style.ts';
import type { HttpRequest } from '../http/route.ts';

/** Headers of the pages, by what a page may do. */
export interface PageHeaders {
  /** No script at all. */
  readonly plain: Readonly<Record<string, string>>;
  /** Our own scripts, which may talk to this server and the operator's Azure only, and may write no HTML. */
  scripted(request: HttpRequest): Readonly<Record<string, string>>;
}

/**
 * One style known by its hash, and frames only on the sites the operator named.
 *
 * `azureUrl`: scheme and host of the operator's Azure Direct Line, which scripts may talk to, too.
 */
export function pageHeaders(allowedOrigins: ReadonlySet<string>, azureUrl?: string): PageHeaders {
  const styleHash = createHash('sha256').update(STYLE).digest('base64');
  const ancestors = ["'self'", ...allowedOrigins].join(' ');
  const rules = `style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`;
  const azure = azureUrl === undefined ? '' : ` ${azureUrl} ${azureUrl.replace(/^http/, 'ws')}`;
  const common = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
  return {
    plain: { ...common, 'Content-Security-Policy': `default-src 'none'; ${rules}` },
    scripted({ origin }) {
      // Some browsers do not count a WebSocket to the own host as 'self'. Behind a proxy the scheme may be unknown.
      const { host } = new URL(origin);
      const scripts = `script-src 'self'; connect-src 'self' ws://${host} wss://${host}${azure}; frame-src 'self'`;
      const trustedTypes = "require-trusted-types-for 'script'; trusted-types 'none'";
      return { ...common, 'Content-Security-Policy': `default-src 'none'; ${scripts}; ${rules}; ${trustedTypes}` };
    },
  };
}

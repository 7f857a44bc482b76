import type { Log } from '../../common/log.ts';
import { errorCode } from '../../common/errors.ts';
import type { HttpResponse, Route } from './route.ts';

/** Whether the program can do its whole work now. Further fields are sent along as they are. */
export interface Readiness {
  readonly ready: boolean;
  /** Codes or short sentences for operators. When ready: what an operator should know all the same. */
  readonly reasons: readonly string[];
  /** Parents are answered, and something is amiss all the same: conversations are kept in memory only, say. */
  readonly degraded?: true;
}

/**
 * Routes for whoever watches the program: `/livez` is 200 while the process lives, `/readyz` 200 or 503 with reasons.
 *
 * A readiness question that fails is itself a reason, never a 500.
 */
export function healthRoutes(readiness: () => Readiness | Promise<Readiness>, log: Log): readonly Route[] {
  return [
    healthRoute('/livez', () => ({ status: 200, body: { live: true } })),
    healthRoute('/readyz', () => readyzResponse(readiness, log)),
  ];
}

function healthRoute(path: string, handle: Route['handle']): Route {
  return { method: 'GET', path, takes: 'none', maxBodyBytes: 0, crossOrigin: false, refusals: 'json', handle };
}

async function readyzResponse(readiness: () => Readiness | Promise<Readiness>, log: Log): Promise<HttpResponse> {
  try {
    const current = await readiness();
    return { status: current.ready ? 200 : 503, body: { ...current } };
  } catch (error) {
    log({ event: 'readiness-unknown', code: errorCode(error) });
    return { status: 503, body: { ready: false, reasons: [errorCode(error)] } };
  }
}

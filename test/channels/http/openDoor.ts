import { httpDoor } from '../../../channels/http/httpDoor.ts';
import type { HttpDoor, HttpDoorParts } from '../../../channels/http/httpDoor.ts';
import type { HttpRequest, Route } from '../../../channels/http/route.ts';
import { silentLog } from '../../../common/log.ts';

/** A door that listens, and its port. */
export interface OpenDoor {
  readonly door: HttpDoor;
  readonly port: number;
  readonly url: string;
}

const open: HttpDoor[] = [];

/** Opens a door on a free port of this machine. `closeDoors` closes it. */
export async function openDoor(parts: Partial<HttpDoorParts> = {}): Promise<OpenDoor> {
  const door = httpDoor({
    routes: [],
    upgrades: [],
    allowedOrigins: new Set(),
    errorPage: (status) => `<!doctype html><title>${status}</title><p>In danger, ring 999.`,
    readiness: () => ({ ready: true, reasons: [] }),
    log: silentLog,
    ...parts,
  });
  open.push(door);
  const port = await door.listen(0, '127.0.0.1');
  return { door, port, url: `http://127.0.0.1:${port}` };
}

/** Closes every door opened since the last time. */
export async function closeDoors(): Promise<void> {
  await Promise.all(open.splice(0).map((door) => door.close()));
}

/** A route that keeps what reaches it, so that a test can say that nothing did. */
export function listeningRoute(given: Partial<Route> = {}): { route: Route; reached: HttpRequest[] } {
  const reached: HttpRequest[] = [];
  const route: Route = {
    method: 'POST',
    path: '/messages',
    takes: 'json',
    maxBodyBytes: 65_536,
    crossOrigin: false,
    refusals: 'json',
    handle: (request) => {
      reached.push(request);
      return { status: 200, body: { reached: true } };
    },
    ...given,
  };
  return { route, reached };
}

/** The code of a JSON refusal, or `none`. */
export async function refusalCode(response: Response): Promise<string> {
  const body: unknown = await response.json();
  if (typeof body !== 'object' || body === null || !('error' in body)) return 'none';
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'none';
}

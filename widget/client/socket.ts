import type { ActivitySet } from '../../channels/directLine/protocol.ts';

export interface SocketOptions {
  readonly WebSocket: typeof globalThis.WebSocket;
  readonly onActivities: (set: ActivitySet) => void;
  /** Told at every sign of the server. */
  readonly onAlive: () => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** A proxy that swallows WebSockets says nothing: this long, then polling has to do for a while. */
const OPEN_WITHIN_MS = 4_000;
/** The server gives a sign of life every 30 s. Two missed: the line is dead. */
const SILENT_FOR_MS = 65_000;

/** Listens until the socket has ended. Resolves whether it had ever been open; rejects if there can be none. */
export function listen(url: string, options: SocketOptions): Promise<boolean> {
  return new Promise((resolve) => open(url, options, resolve));
}

function open(
  url: string,
  { WebSocket, onActivities, onAlive, signal }: SocketOptions,
  resolve: (wasOpen: boolean) => void,
): void {
  const socket = new WebSocket(url);
  let isOpen = false;
  let timer = setTimeout(() => socket.close(), OPEN_WITHIN_MS);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENT_FOR_MS);
    onAlive();
  };
  function end(): void {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    socket.close();
    resolve(isOpen);
  }
  socket.onopen = () => {
    isOpen = true;
    alive();
  };
  socket.onmessage = ({ data }) => {
    alive();
    const set = activitySetIn(data);
    if (set !== undefined) onActivities(set);
  };
  socket.onclose = end;
  signal.addEventListener('abort', end);
}

/** A frame that is no set of activities is a sign of life, or a proxy's own words. */
function activitySetIn(data: unknown): ActivitySet | undefined {
  if (typeof data !== 'string' || !data.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(data) as Partial<ActivitySet>;
    return Array.isArray(value.activities) && typeof value.watermark === 'string' ? (value as ActivitySet) : undefined;
  } catch {
    return undefined;
  }
}

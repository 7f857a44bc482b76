import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What came back over a bare connection. */
export interface Heard {
  readonly text: string;
  /** The status of the first response; 0 when there was none. */
  readonly status: number;
  /** Whether the other side ended the connection. */
  readonly closed: boolean;
  readonly afterMs: number;
}

/** Writes bytes to a port and listens until `until` holds, the other side closes, or `waitMs` have passed. */
export async function talk(
  port: number,
  bytes: string | Buffer | ((socket: Socket) => void),
  { until = isWholeResponse, waitMs = 2_000 }: { until?: (text: string) => boolean; waitMs?: number } = {},
): Promise<Heard> {
  const start = performance.now();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let text = '';
  const socket = connect(port, '127.0.0.1', () => {
    if (typeof bytes === 'function') bytes(socket);
    else socket.write(bytes);
  });
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (until(text)) resolve(false);
  });
  // A reset is one way of closing; the text received before it still counts.
  socket.on('error', () => resolve(true));
  socket.on('close', () => resolve(true));
  const timer = setTimeout(() => resolve(false), waitMs);
  const closed = await promise;
  clearTimeout(timer);
  socket.destroy();
  return { text, closed, status: statusOf(text), afterMs: performance.now() - start };
}

/** For `until`: listens until the other side closes. */
export function untilClosed(): boolean {
  return false;
}

/** A request as it goes over the line, with a Host header. */
export function requestText(line: string, headers: readonly string[] = [], body = ''): string {
  return [`${line} HTTP/1.1`, 'Host: bot.example.org', ...headers, '', body].join('\r\n');
}

function isWholeResponse(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= headEnd + 4 + length;
}

function statusOf(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
}

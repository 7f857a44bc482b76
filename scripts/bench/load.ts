import { Agent, request } from 'node:http';

/** Median, and the 99th of a hundred, in the unit of the values. */
export interface Spread {
  readonly median: number;
  readonly p99: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  const at = (part: number): number => sorted[Math.min(last, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99) };
}

/** One connection's worth of requests: what to send next, or undefined when done. */
export interface Posting {
  readonly path: string;
  /** Absent: the port the load is for. */
  readonly port?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts from `connections` at once for `seconds`, each sending its next when the last was answered.
 * Gives answered requests a second; any answer but 2xx ends the measurement with an error.
 */
export async function requestsPerSecond(
  port: number,
  next: (connection: number) => Posting,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const until = started + seconds * 1000;
  let answered = 0;
  const connection = async (_: unknown, index: number): Promise<void> => {
    while (performance.now() < until) {
      const posting = next(index);
      await post(agent, posting.port ?? port, posting);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const rate = answered / ((performance.now() - started) / 1000);
  agent.destroy();
  return rate;
}

/** Posts once and gives the body. */
export async function post(agent: Agent, port: number, { path, headers, body }: Posting): Promise<string> {
  return new Promise((resolve, reject) => {
    const length = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = request({ agent, host: '127.0.0.1', port, method: 'POST', path, headers: { ...headers, ...length } });
    sent.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) resolve(text);
        else reject(new Error(`${path.split('?')[0]} answered ${statusCode}`));
      });
    });
    sent.end(body);
  });
}

/**
 * Loaded before the program: logs the processor time of its thread for every request, from the moment it has come in
 * to the end of the answer. Only right while one request is under way at a time.
 */
import { IncomingMessage, Server, ServerResponse } from 'node:http';

const emit: unknown = Reflect.get(Server.prototype, 'emit');
if (typeof emit !== 'function') throw new TypeError('There is no emit.');
const go = emit;

Reflect.set(Server.prototype, 'emit', function measured(this: Server, event: string, ...args: unknown[]): boolean {
  const [request, response] = args;
  if (event === 'request' && request instanceof IncomingMessage && response instanceof ServerResponse) {
    const before = process.threadCpuUsage();
    response.once('close', () => tell(request.headers['x-case'], process.threadCpuUsage(before)));
  }
  return Boolean(Reflect.apply(go, this, [event, ...args]));
});

function tell(name: unknown, { user, system }: NodeJS.CpuUsage): void {
  process.stdout.write(`${JSON.stringify({ event: 'cpu', name, ms: (user + system) / 1000 })}\n`);
}

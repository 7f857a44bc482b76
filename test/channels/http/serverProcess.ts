/**
 * A server in a process of its own, for what would kill or swell the test's own: `stock` is restify with its body
 * parser as its guide shows it, `ours` is the door. Tells its port, and its peak memory in KiB when sent anything.
 */
import restify from 'restify';
import { listeningRoute, openDoor } from './openDoor.ts';

async function stockPort(): Promise<number> {
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/messages', (_request: restify.Request, response: restify.Response, next: restify.Next) => {
    response.send(200, { reached: true });
    next();
  });
  const { promise, resolve } = Promise.withResolvers<number>();
  server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  return promise;
}

async function ourPort(): Promise<number> {
  return (await openDoor({ routes: [listeningRoute().route] })).port;
}

process.on('message', () => process.send?.({ peakKib: process.resourceUsage().maxRSS }));
process.on('disconnect', () => process.exit());
process.send?.({ port: await (process.argv[2] === 'stock' ? stockPort() : ourPort()) });

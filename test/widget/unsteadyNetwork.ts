import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and the server, and breaks what it is told to break. */
export interface UnsteadyNetwork {
  readonly origin: string;
  /** Asked for every request: `before`: it never arrives; `after`: its answer is lost; `none`: all is well. */
  fault: () => 'before' | 'after' | 'none';
  /** Whether WebSockets come through. */
  passesSockets: boolean;
  /** Cuts every open WebSocket. */
  cutSockets(): void;
  close(): Promise<void>;
}

export async function openUnsteadyNetwork(target: URL): Promise<UnsteadyNetwork> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => pass(incoming, response, target, network.fault()));
  server.on('upgrade', (incoming, socket: Socket) => {
    socket.on('error', () => socket.destroy());
    if (!network.passesSockets) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const onward = connect(Number(target.port), target.hostname, () => {
      const headers = incoming.rawHeaders.flatMap((name, index, all) => (index % 2 === 0 ? [`${name}: ${all[index + 1] ?? ''}`] : []));
      onward.write(`GET ${incoming.url ?? ''} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    onward.on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const network: UnsteadyNetwork = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: () => 'none',
    passesSockets: true,
    cutSockets: () => sockets.forEach((socket) => socket.destroy()),
    close: () => {
      network.cutSockets();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return network;
}

function pass(incoming: IncomingMessage, response: ServerResponse, target: URL, fault: 'before' | 'after' | 'none'): void {
  if (fault === 'before') {
    response.destroy();
    return;
  }
  const { method, headers } = incoming;
  const onward = request(
    { host: target.hostname, port: target.port, path: incoming.url, method, headers },
    (answer) => {
      if (fault === 'after') {
        answer.resume();
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

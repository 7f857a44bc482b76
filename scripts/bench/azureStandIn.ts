/**
 * Microsoft's side of Azure Bot Service on this machine, for measuring: the identity host with one key, given as
 * `PUBLIC_JWK`, and a connector that takes replies. Prints its port. `/taken` says how many replies it took.
 */
import { createServer } from 'node:http';

let taken = 0;
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const host = `http://${request.headers.host ?? ''}`;
    const answers: Readonly<Record<string, () => object>> = {
      '/metadata': () => ({ jwks_uri: `${host}/keys` }),
      '/keys': () => ({ keys: [JSON.parse(process.env['PUBLIC_JWK'] ?? '{}') as object] }),
      '/taken': () => ({ taken }),
    };
    const answer = answers[request.url ?? ''];
    if (answer === undefined) taken += 1;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer?.() ?? { id: '1' }));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === 'object' ? address?.port : 0 }));
});
process.on('SIGTERM', () => process.exit(0));

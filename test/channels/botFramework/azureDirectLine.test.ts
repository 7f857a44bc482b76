import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { expect } from 'chai';
import { azureDirectLineRoutes, type AzureTokenGrant } from '../../../channels/botFramework/azureDirectLine.ts';
import { silentLog } from '../../../common/log.ts';
import { closeDoors, openDoor } from '../http/openDoor.ts';
import { answerWith } from './microsoft.ts';

const SECRET = 'the-secret-of-an-azure-direct-line';
const PAGE = 'https://charity.example.org';
const GRANT = { conversationId: 'azure-conversation', token: 'azure-token', expires_in: 1800, streamUrl: 'wss://elsewhere' };

interface Asked {
  readonly authorization: string | undefined;
  readonly body: { readonly user: { readonly id: string }; readonly trustedOrigins: readonly string[] };
}

describe('a page that speaks to the charity\'s own Azure Direct Line', () => {
  let azure: Server;
  let url: string;
  let domain: string;
  let answers: ((response: ServerResponse) => void) | undefined;
  const asked: Asked[] = [];

  before(async () => {
    azure = createServer((request, response) => void take(request, response));
    await new Promise<void>((resolve) => azure.listen(0, '127.0.0.1', resolve));
    const address = azure.address();
    domain = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const rules = { allowedOrigins: new Set([PAGE]) };
    const routes = azureDirectLineRoutes({ settings: { secret: SECRET, url: domain }, log: silentLog, ...rules });
    ({ url } = await openDoor({ routes, ...rules }));
  });
  after(async () => {
    await closeDoors();
    azure.closeAllConnections();
    await new Promise((resolve) => azure.close(resolve));
  });
  beforeEach(() => {
    asked.length = 0;
    answers = undefined;
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    asked.push({ authorization: request.headers.authorization, body: JSON.parse(text) as Asked['body'] });
    if (answers !== undefined) {
      answers(response);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(GRANT));
  }

  async function fetchToken(origin?: string): Promise<Response> {
    return fetch(`${url}/api/directline/token`, { method: 'POST', ...(origin === undefined ? {} : { headers: { Origin: origin } }) });
  }

  it('gets a token that ends, and where to speak, but never the secret', async () => {
    const response = await fetchToken(PAGE);
    const text = await response.text();
    const grant = JSON.parse(text) as AzureTokenGrant;
    expect(response.status).to.equal(200);
    const { userId, ...rest } = grant;
    expect(userId).to.match(/^dl_/);
    expect(rest).to.deep.equal({
      conversationId: 'azure-conversation', token: 'azure-token', expires_in: 1800, domain: `${domain}/v3/directline`,
    });
    expect(text).to.not.include(SECRET);
    expect(response.headers.get('cache-control')).to.equal('no-store');
    expect(response.headers.get('access-control-allow-origin')).to.equal(PAGE);
  });

  it('is named by the server, anew each time, and tied to the allowed pages', async () => {
    const granted = async (): Promise<AzureTokenGrant> => (await fetchToken(PAGE)).json() as Promise<AzureTokenGrant>;
    const grants = await Promise.all([granted(), granted()]);
    expect(asked.map(({ authorization }) => authorization)).to.deep.equal([`Bearer ${SECRET}`, `Bearer ${SECRET}`]);
    expect(asked.map(({ body }) => body.user.id)).to.have.members(grants.map(({ userId }) => userId));
    expect(new Set(grants.map(({ userId }) => userId)).size).to.equal(2);
    for (const { body } of asked) {
      expect(body.user.id).to.match(/^dl_[\da-f-]{36}$/);
      expect(body.trustedOrigins).to.deep.equal([url, PAGE]);
    }
  });

  it('may be one of the server\'s own', async () => {
    expect((await fetchToken(url)).status).to.equal(200);
  });

  for (const origin of ['https://evil.example', 'null', 'http://charity.example.org', 'https://charity.example.org.evil.example']) {
    it(`gets nothing when it is ${origin}`, async () => {
      expect((await fetchToken(origin)).status).to.equal(403);
      expect(asked).to.have.length(0);
    });
  }

  for (const [what, answer] of [
    ['refuses the secret', (response: ServerResponse): void => answerWith(response, 403)],
    ['is down', (response: ServerResponse): void => answerWith(response, 503)],
    ['hangs up', (response: ServerResponse): void => void response.destroy()],
    ['sends something else', (response: ServerResponse): void => {
      response.writeHead(200);
      response.end('{"token":5}');
    }],
  ] as const) {
    it(`is told to try again, and nothing more, when Azure ${what}`, async () => {
      answers = answer;
      const response = await fetchToken(PAGE);
      expect(response.status).to.equal(503);
      expect(await response.text()).to.not.include(SECRET).and.to.not.include('127.0.0.1');
    });
  }
});

import { createServer, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { MicrosoftEndpoints } from '../../../channels/botFramework/botFrameworkChannel.ts';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
export const TENANT_ID = '66666666-7777-8888-9999-000000000000';
export const OUTBOUND_TOKEN = 'outbound-token-for-tests';

/** The settings of a bot registered in one directory. The secret is nobody's. */
export const BOT_SETTINGS: Readonly<Record<string, string>> = {
  MicrosoftAppId: APP_ID,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: TENANT_ID,
  MicrosoftAppPassword: 'not-a-real-password-but-long-enough',
  PUBLIC_URL: 'https://talk.example.org',
};

/** An activity as the connector got it. */
export interface Received {
  readonly path: string;
  readonly authorization: string;
  readonly activity: Readonly<Record<string, unknown>>;
}

export interface KeyPair {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Microsoft's hosts, on this machine: the identity host with its keys, and the connector that takes replies. */
export interface Microsoft {
  readonly endpoints: MicrosoftEndpoints;
  readonly issuer: string;
  /** Where replies go: what activities name and tokens claim. */
  readonly serviceUrl: string;
  readonly received: Received[];
  /** The key tokens are signed with; endorsed for Teams, Direct Line and Web Chat. */
  readonly key: KeyPair;
  /** A key that is endorsed for other channels only. */
  readonly unendorsed: KeyPair;
  /** How often the identity host was asked for anything. */
  keysAsked: number;
  /** While set, how the connector answers instead of taking a reply. */
  connectorAnswers: ((response: ServerResponse, path: string) => void) | undefined;
  /** While set, how the identity host answers. */
  identityAnswers: ((response: ServerResponse) => void) | undefined;
  /** A good token, changed as given. */
  token(changes?: TokenChanges): Promise<string>;
  close(): Promise<void>;
}

export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey;
  /** Seconds from now. */
  readonly expiresIn?: number;
  readonly notBefore?: number;
}

export async function openMicrosoft(): Promise<Microsoft> {
  const [key, unendorsed] = await Promise.all([keyPair('key-1'), keyPair('key-2')]);
  const keys = [
    { ...key.publicJwk, endorsements: ['msteams', 'directline', 'webchat'] },
    { ...unendorsed.publicJwk, endorsements: ['facebook'] },
  ];
  const received: Received[] = [];
  const identity = createServer((request, response) => {
    microsoft.keysAsked += 1;
    if (microsoft.identityAnswers !== undefined) microsoft.identityAnswers(response);
    else json(response, request.url === '/keys' ? { keys } : { issuer, jwks_uri: `${issuer}/keys` });
  });
  const connector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const path = request.url ?? '';
      if (microsoft.connectorAnswers !== undefined) {
        microsoft.connectorAnswers(response, path);
        return;
      }
      const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Received['activity'];
      received.push({ path, authorization: request.headers.authorization ?? '', activity });
      json(response, { id: `sent-${received.length}` });
    });
  });
  const issuer = await listen(identity);
  const serviceUrl = `${await listen(connector)}/`;

  const microsoft: Microsoft = {
    endpoints: {
      openIdMetadataUrl: `${issuer}/metadata`,
      tokenIssuer: issuer,
      serviceOrigins: [new URL(serviceUrl).origin],
      outboundToken: async () => OUTBOUND_TOKEN,
    },
    issuer,
    serviceUrl,
    received,
    key,
    unendorsed,
    keysAsked: 0,
    connectorAnswers: undefined,
    identityAnswers: undefined,
    token: (changes = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: issuer,
        aud: APP_ID,
        serviceurl: serviceUrl,
        nbf: now + (changes.notBefore ?? -60),
        exp: now + (changes.expiresIn ?? 3600),
        ...changes.claims,
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT', ...changes.header })
        .sign(changes.key ?? key.privateKey);
    },
    async close() {
      await Promise.all([identity, connector].map(closed));
    },
  };
  return microsoft;
}

async function keyPair(kid: string): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid } };
}

/** Answers with a status and nothing else. restify changes Node's responses so that calls cannot be chained. */
export function answerWith(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers);
  response.end();
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
  return `http://127.0.0.1:${address.port}`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

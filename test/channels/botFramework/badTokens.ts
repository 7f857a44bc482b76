import { createSecretKey } from 'node:crypto';
import { generateKeyPair, SignJWT } from 'jose';
import { APP_ID, type Microsoft } from './microsoft.ts';

/** One way to be somebody else, as the Authorization header says it. */
export interface BadToken {
  readonly what: string;
  /** Undefined: no header. */
  readonly header: string | undefined;
  /** What `/api/messages` answers: 401 for who is not Microsoft, 403 for who is but wants something else. */
  readonly status: 401 | 403;
}

const DAY_SECONDS = 86_400;

/** Every kind of bad token there is a test for. */
export async function badTokens(microsoft: Microsoft): Promise<readonly BadToken[]> {
  const good = await microsoft.token();
  const [head = '', payload = '', signature = ''] = good.split('.');
  const stranger = (await generateKeyPair('RS256')).privateKey;
  const { n = '' } = microsoft.key.publicJwk;
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = async (...changes: Parameters<Microsoft['token']>): Promise<string> => `Bearer ${await microsoft.token(...changes)}`;
  const flipped = (text: string, at: number): string => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  const hs256 = await new SignJWT({ iss: microsoft.issuer, aud: APP_ID, serviceurl: microsoft.serviceUrl })
    .setProtectedHeader({ alg: 'HS256', kid: microsoft.key.kid })
    .setExpirationTime('1h')
    .sign(createSecretKey(Buffer.from(n)));
  const rows: readonly (readonly [string, string | undefined, 401 | 403])[] = [
    ['no header', undefined, 401],
    ['an empty header', '', 401],
    ['a scheme without a token', 'Bearer', 401],
    ['a name and password', `Basic ${Buffer.from('a:b').toString('base64')}`, 401],
    ['another scheme with a good token', `Token ${good}`, 401],
    ['two tokens in one header', `Bearer ${good} ${good}`, 401],
    ['a token that is no token', 'Bearer hello', 401],
    ['three parts that are no JSON', 'Bearer aaaa.bbbb.cccc', 401],
    ['a token of 12,000 characters', `Bearer ${head}.${payload}.${'A'.repeat(12_000)}`, 401],
    ['no signature and alg "none"', `Bearer ${encoded({ alg: 'none', kid: microsoft.key.kid })}.${payload}.AA`, 401],
    ['the signature left out', `Bearer ${head}.${payload}.`, 401],
    ['the public key used as a shared secret', `Bearer ${hs256}`, 401],
    ['the signature of a stranger under a known key id', await signed({ key: stranger }), 401],
    ['one character of the claims changed', `Bearer ${head}.${flipped(payload, 20)}.${signature}`, 401],
    ['one character of the signature changed', `Bearer ${head}.${payload}.${flipped(signature, 20)}`, 401],
    ['half a signature', `Bearer ${head}.${payload}.${signature.slice(0, 40)}`, 401],
    ['an unknown key id', await signed({ header: { kid: 'key-9' }, key: stranger }), 401],
    ['no key id', await signed({ header: { kid: undefined } }), 401],
    ['a path for a key id', await signed({ header: { kid: '../../../dev/null' }, key: stranger }), 401],
    ['a key of its own in the header', await signed({ header: { jwk: { kty: 'RSA', n, e: 'AQAB' } }, key: stranger }), 401],
    ['an address of keys in the header', await signed({ header: { jku: 'http://127.0.0.1:1/keys' }, key: stranger }), 401],
    ['an end ten minutes ago', await signed({ expiresIn: -600 }), 401],
    ['a beginning in ten minutes', await signed({ notBefore: 600 }), 401],
    ['no end', await signed({ claims: { exp: undefined } }), 401],
    ['a wrong issuer', await signed({ claims: { iss: 'https://api.botframework.example' } }), 401],
    ['no issuer', await signed({ claims: { iss: undefined } }), 401],
    ['another bot\'s audience', await signed({ claims: { aud: '99999999-0000-0000-0000-000000000000' } }), 401],
    ['no audience', await signed({ claims: { aud: undefined } }), 401],
    ['an emulator\'s claims', await signed({ claims: { iss: `https://sts.windows.net/${APP_ID}/`, appid: APP_ID, ver: '1.0' } }), 401],
    ['another bot\'s claims', await signed({ claims: { iss: `https://login.microsoftonline.com/${APP_ID}/v2.0`, azp: APP_ID, ver: '2.0' } }), 401],
    ['no address to reply to', await signed({ claims: { serviceurl: undefined } }), 401],
    ['another address to reply to', await signed({ claims: { serviceurl: 'https://smba.trafficmanager.net/uk/' } }), 403],
    ['a key that may not speak for this channel', await signed({ header: { kid: microsoft.unendorsed.kid }, key: microsoft.unendorsed.privateKey }), 403],
    ['an end in a day, of yesterday\'s bot', await signed({ expiresIn: DAY_SECONDS, claims: { aud: [APP_ID, 'another'] } }), 401],
  ];
  return rows.map(([what, header, status]) => ({ what, header, status }));
}

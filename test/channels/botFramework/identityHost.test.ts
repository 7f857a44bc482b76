import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { openIdKeys, REFRESH_AFTER_MS, TRUSTED_FOR_MS } from '../../../channels/botFramework/openIdKeys.ts';
import { tokenGate, type TokenOutcome } from '../../../channels/botFramework/tokenGate.ts';
import { silentLog } from '../../../common/log.ts';
import { APP_ID, answerWith, type Microsoft, openMicrosoft } from './microsoft.ts';

const HOUR_MS = 3_600_000;

describe('the identity host', () => {
  let microsoft: Microsoft;
  let now: number;

  beforeEach(async () => {
    microsoft = await openMicrosoft();
    now = Date.now();
  });
  afterEach(async () => microsoft.close());

  function gate() {
    const keys = openIdKeys({ metadataUrl: microsoft.endpoints.openIdMetadataUrl, now: () => now, log: silentLog });
    return tokenGate({ keys, issuer: microsoft.issuer, appId: APP_ID, now: () => now });
  }

  async function verdict(at: ReturnType<typeof gate>, changes?: Parameters<Microsoft['token']>[0]): Promise<TokenOutcome['kind']> {
    const seconds = Math.round((now - Date.now()) / 1000);
    const token = await microsoft.token({ expiresIn: seconds + 3600, notBefore: seconds - 60, ...changes });
    return (await at.verify(`Bearer ${token}`)).kind;
  }

  const outages: Readonly<Record<string, NonNullable<Microsoft['identityAnswers']>>> = {
    'answers 500': (response) => answerWith(response, 500),
    'answers with something else': (response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<p>Please sign in');
    },
    'has no keys': (response) => {
      response.writeHead(200);
      response.end('{"keys":[]}');
    },
    'sends a megabyte': (response) => {
      response.writeHead(200);
      response.end(JSON.stringify({ jwks_uri: 'x'.repeat(1_000_000) }));
    },
    'sends us elsewhere': (response) => answerWith(response, 302, { Location: 'http://127.0.0.1:1/' }),
    'hangs up': (response) => response.destroy(),
    'never answers': () => undefined,
  };

  for (const [what, outage] of Object.entries(outages)) {
    it(`may fail for days without stopping good messages: it ${what}`, async () => {
      const at = gate();
      expect(await verdict(at)).to.equal('genuine');
      microsoft.identityAnswers = outage;
      for (const hours of [23, 25, 48, 96]) {
        now = Date.now() + hours * HOUR_MS;
        expect(await verdict(at), `${hours} hours later`).to.equal('genuine');
        expect(await verdict(at, { key: microsoft.unendorsed.privateKey })).to.equal('refused');
      }
    });

    it(`is waited for, and nobody let in, when it has never given keys: it ${what}`, async () => {
      microsoft.identityAnswers = outage;
      const at = gate();
      expect(await verdict(at)).to.equal('unavailable');
      microsoft.identityAnswers = undefined;
      now += 11_000;
      expect(await verdict(at)).to.equal('genuine');
    });
  }

  it('is not trusted for ever on old keys', async () => {
    const at = gate();
    await verdict(at);
    microsoft.identityAnswers = (response) => answerWith(response, 500);
    now += TRUSTED_FOR_MS + 1;
    expect(await verdict(at)).to.equal('unavailable');
  });

  it('is asked once for a hundred bad tokens with made-up key ids', async () => {
    const at = gate();
    await verdict(at);
    const asked = microsoft.keysAsked;
    for (let number = 0; number < 100; number += 1) expect(await verdict(at, { header: { kid: `made-up-${number}` } })).to.equal('refused');
    expect(microsoft.keysAsked - asked).to.equal(0);
    now += 6 * 60_000;
    for (let number = 0; number < 100; number += 1) await verdict(at, { header: { kid: `made-up-${number}` } });
    expect(microsoft.keysAsked - asked, 'two documents, once').to.equal(2);
  });

  it('is not asked at all for tokens that need no key to be refused', async () => {
    const at = gate();
    for (const claims of [{ aud: 'another' }, { iss: 'another' }]) expect(await verdict(at, { claims })).to.equal('refused');
    expect(microsoft.keysAsked).to.equal(0);
  });

  it('is asked again after a day, once, while messages go on', async () => {
    const at = gate();
    await verdict(at);
    const asked = microsoft.keysAsked;
    now += REFRESH_AFTER_MS + 1;
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verdict(at)));
    expect(new Set(verdicts)).to.deep.equal(new Set(['genuine']));
    for (let waited = 0; waited < 100 && microsoft.keysAsked < asked + 2; waited += 1) await wait(10);
    expect(microsoft.keysAsked - asked).to.equal(2);
  });

  it('is asked when it signs with a new key', async () => {
    const at = gate();
    await verdict(at);
    const { kid } = microsoft.key;
    const newKid = 'key-new';
    microsoft.identityAnswers = (response) => {
      response.writeHead(200);
      response.end(JSON.stringify({ jwks_uri: `${microsoft.issuer}/keys`, keys: [{ ...microsoft.key.publicJwk, kid: newKid }] }));
    };
    now += 6 * 60_000;
    expect(await verdict(at, { header: { kid: newKid } })).to.equal('genuine');
    expect(await verdict(at, { header: { kid } }), 'the old key is gone').to.equal('refused');
  });
});

import { expect } from 'chai';
import { decodeProtectedHeader } from 'jose';
import fc from 'fast-check';
import { conversationTokens, LIFETIME_SECONDS } from '../../channels/conversationTokens.ts';
import type { TokenUse } from '../../channels/conversationTokens.ts';
import { errorCode } from '../../common/errors.ts';

const OLD_KEY = new Uint8Array(32).fill(1);
const NEW_KEY = new Uint8Array(32).fill(2);
const USES = Object.keys(LIFETIME_SECONDS) as TokenUse[];

describe('the tokens of a conversation', () => {
  const clock = { now: Date.UTC(2026, 4, 1) };
  const tokensOf = (...keys: Uint8Array[]) => conversationTokens({ keys, now: () => clock.now });
  const codeOf = (make: () => unknown) => {
    try {
      make();
      return 'none';
    } catch (error) {
      return errorCode(error);
    }
  };

  beforeEach(() => (clock.now = Date.UTC(2026, 4, 1)));

  for (const use of USES) {
    it(`are good for ${use} for ${LIFETIME_SECONDS[use]} seconds, then expired`, async () => {
      const tokens = tokensOf(NEW_KEY);
      const token = await tokens.issue({ conversationId: 'c', use, userId: 'u' });
      clock.now += LIFETIME_SECONDS[use] * 1000 - 1;
      expect(await tokens.verify(token, use)).to.include({ kind: 'valid', conversationId: 'c', userId: 'u' });
      clock.now += 1;
      expect(await tokens.verify(token, use)).to.deep.equal({ kind: 'expired' });
    });

    it(`are invalid for anything but ${use}, fresh or expired`, async () => {
      const tokens = tokensOf(NEW_KEY);
      const token = await tokens.issue({ conversationId: 'c', use });
      for (const other of USES.filter((candidate) => candidate !== use)) {
        clock.now = Date.UTC(2026, 4, 1);
        expect(await tokens.verify(token, other)).to.deep.equal({ kind: 'invalid' });
        clock.now += LIFETIME_SECONDS[use] * 1000;
        expect(await tokens.verify(token, other)).to.deep.equal({ kind: 'invalid' });
      }
    });
  }

  it('stay good when a new key comes, and end when the old one goes', async () => {
    const token = await tokensOf(OLD_KEY).issue({ conversationId: 'c', use: 'page' });
    expect(await tokensOf(NEW_KEY, OLD_KEY).verify(token, 'page')).to.include({ kind: 'valid' });
    expect(await tokensOf(NEW_KEY).verify(token, 'page')).to.deep.equal({ kind: 'invalid' });
  });

  it('are signed with the newest key, which the token names without telling it', async () => {
    const [byNew, byBoth] = await Promise.all(
      [tokensOf(NEW_KEY), tokensOf(NEW_KEY, OLD_KEY)].map((tokens) => tokens.issue({ conversationId: 'c', use: 'page' })),
    );
    const kids = [byNew, byBoth].map((token) => decodeProtectedHeader(token ?? '').kid);
    expect(kids[0]).to.equal(kids[1]);
    expect(kids[0]).to.match(/^[\w-]{12}$/);
  });

  it('are each their own', async () => {
    const tokens = tokensOf(NEW_KEY);
    const [one, two] = [await tokens.issue({ conversationId: 'c', use: 'page' }), await tokens.issue({ conversationId: 'c', use: 'page' })];
    expect(one).not.to.equal(two);
  });

  it('are told apart by what was verified before: another use stays invalid, expiry is noticed', async () => {
    const tokens = tokensOf(NEW_KEY);
    const token = await tokens.issue({ conversationId: 'c', use: 'directline' });
    const outcome = await tokens.verify(token, 'directline');
    expect(await tokens.verify(token, 'directline')).to.deep.equal(outcome);
    expect(await tokens.verify(token, 'page')).to.deep.equal({ kind: 'invalid' });
    clock.now += LIFETIME_SECONDS.directline * 1000;
    expect(await tokens.verify(token, 'directline')).to.deep.equal({ kind: 'expired' });
  });

  it('are invalid with any one character changed', async () => {
    const tokens = tokensOf(NEW_KEY);
    const token = await tokens.issue({ conversationId: 'c', use: 'page' });
    for (let at = 0; at < token.length; at += 1) {
      // Not the next letter: the last one of a part has bits that mean nothing.
      const changed = token[at] === '.' ? '_' : String.fromCharCode(((token.charCodeAt(at) + 20) % 26) + 65);
      if (changed === token[at]) continue;
      const outcome = await tokens.verify(token.slice(0, at) + changed + token.slice(at + 1), 'page');
      expect(outcome, `character ${at}`).to.deep.equal({ kind: 'invalid' });
    }
  });

  it('are invalid when they are anything else', async () => {
    const tokens = tokensOf(NEW_KEY);
    const anything = fc.oneof(fc.string(), fc.base64String(), fc.array(fc.base64String()).map((parts) => parts.join('.')));
    await fc.assert(
      fc.asyncProperty(anything, async (token) => {
        expect(await tokens.verify(token, 'directline')).to.deep.equal({ kind: 'invalid' });
      }),
    );
  });

  it('cannot be issued without a key, or with a short one', () => {
    expect(codeOf(() => tokensOf())).to.equal('TOKEN_KEYS_MISSING');
    expect(codeOf(() => tokensOf(NEW_KEY, new Uint8Array(31)))).to.equal('TOKEN_KEY_TOO_SHORT');
  });
});

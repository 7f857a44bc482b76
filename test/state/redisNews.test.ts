import { expect } from 'chai';
import { RedisConnection } from '../../state/redisConnection.ts';
import { redisNews } from '../../state/redisNews.ts';
import { sealedText } from '../../state/sealedText.ts';
import { type RedisServer, startRedis } from './redisServer.ts';

const HEARD_WITHIN_MS = 5000;

describe('news between instances', function () {
  this.timeout(15_000);
  let redis: RedisServer;
  const opened: { readonly close: () => void }[] = [];
  before(async () => {
    redis = await startRedis();
  });
  afterEach(() => opened.splice(0).forEach((each) => each.close()));
  after(() => redis.remove());

  const listening = (key = 'shared key') => {
    const telling = new RedisConnection(redis.url);
    const news = redisNews({ url: redis.url, telling, keys: () => [key] });
    const heard: unknown[] = [];
    const missed: true[] = [];
    news.hear({ heard: (each) => heard.push(each), missed: () => missed.push(true) });
    opened.push(news, telling);
    return { news, telling, heard, missed };
  };

  it('are heard by every other instance, and not by the one that tells', async () => {
    const [one, two, three] = [listening(), listening(), listening()];
    await untilTrue(() => {
      one.news.tell({ step: 1 });
      return two.heard.length > 0 && three.heard.length > 0;
    });
    expect(two.heard[0]).to.deep.equal({ step: 1 });
    expect(one.heard).to.deep.equal([]);
  });

  it('are not heard by who does not hold the key, nor taken from who does not', async () => {
    const [one, two, stranger] = [listening(), listening(), listening('another key')];
    await redis.ask('PUBLISH', 'imhb:news', 'bm90IHNlYWxlZA==');
    await untilTrue(() => {
      stranger.news.tell('from a stranger');
      one.news.tell('from one');
      return two.heard.length > 0;
    });
    expect(two.heard[0]).to.equal('from one');
    expect(stranger.heard).to.deep.equal([]);
  });

  it('are heard, once asked for, if they were told before a command that is done', async () => {
    const [one, two] = [listening(), listening()];
    await untilTrue(() => {
      one.news.tell('first');
      return two.heard.length > 0;
    });
    for (let number = 0; number < 100; number += 1) {
      one.news.tell(number);
      await one.telling.run(async (client) => client.ping());
      await two.news.heardSoFar();
      expect(two.heard.at(-1)).to.equal(number);
    }
  });

  it('are not waited for while Redis is away', async () => {
    const { news } = listening();
    await redis.kill();
    await news.heardSoFar();
    await redis.start();
  });

  it('may have been missed after Redis was away, which is told', async () => {
    const [one, { news, missed, heard }] = [listening(), listening()];
    await untilTrue(() => {
      one.news.tell('before');
      return heard.length > 0;
    });
    missed.length = 0;
    await redis.kill();
    await redis.start();
    await untilTrue(() => missed.length > 0);
    await untilTrue(() => {
      one.news.tell('after');
      return heard.at(-1) === 'after';
    });
    await news.heardSoFar();
    expect(heard.at(-1)).to.equal('after');
  });
});

describe('a sealed text', () => {
  const sealed = sealedText(() => ['one', 'two'], 'a test');

  it('opens as it was', () => {
    expect(sealed.open(sealed.seal('“curly” 👶🏽'))).to.equal('“curly” 👶🏽');
  });

  it('shows nothing of itself, and is never the same twice', () => {
    expect(Buffer.from(sealed.seal('canaryword'), 'base64').toString('latin1')).to.not.include('canaryword');
    expect(sealed.seal('same')).to.not.equal(sealed.seal('same'));
  });

  it('opens with an older key that is still known, and with no other', () => {
    const older = sealedText(() => ['two'], 'a test').seal('text');
    expect(sealed.open(older)).to.equal('text');
    expect(sealedText(() => ['three'], 'a test').open(older)).to.equal(undefined);
    expect(sealedText(() => ['two'], 'another purpose').open(older)).to.equal(undefined);
  });

  it('does not open once any bit of it has changed', () => {
    const whole = Buffer.from(sealed.seal('text'), 'base64');
    for (let byte = 0; byte < whole.length; byte += 1) {
      const changed = Buffer.from(whole);
      changed[byte] = (changed[byte] ?? 0) ^ 1;
      expect(sealed.open(changed.toString('base64')), `byte ${byte}`).to.equal(undefined);
    }
    expect(sealed.open('')).to.equal(undefined);
  });
});

async function untilTrue(condition: () => boolean): Promise<void> {
  const end = performance.now() + HEARD_WITHIN_MS;
  while (!condition()) {
    if (performance.now() > end) expect.fail('It was not heard in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

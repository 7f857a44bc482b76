import { once } from 'node:events';
import { expect } from 'chai';
import fc from 'fast-check';
import type { ConversationGrant } from '../../../channels/directLine/protocol.ts';
import { BREAKS_THE_BOT, replyOf, toActivity } from './echoBot.ts';
import { begin, comeBack, eventually, openDirectLine, openStream, poll, say } from './openDirectLine.ts';
import type { OpenDirectLine, OpenStream } from './openDirectLine.ts';

describe('the stream of activities', () => {
  let line: OpenDirectLine;
  let streams: OpenStream[];

  beforeEach(async () => {
    line = await openDirectLine();
    streams = [];
  });
  afterEach(async () => {
    streams.forEach(({ socket }) => socket.terminate());
    await line.close();
  });

  async function open(streamUrl: string): Promise<OpenStream> {
    const stream = await openStream(streamUrl);
    streams.push(stream);
    return stream;
  }
  async function openAgain(grant: ConversationGrant, watermark?: string): Promise<OpenStream> {
    return open((await comeBack(line, grant, watermark)).streamUrl);
  }
  async function closeOf({ socket }: OpenStream): Promise<{ code: number; reason: string }> {
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    return { code, reason: reason.toString() };
  }

  it('begins with the welcome, and shows each activity once, in order, the echo before the reply', async () => {
    const grant = await begin(line);
    const stream = await open(grant.streamUrl);
    const ids = [await say(line, grant, 'one', 'c-1'), await say(line, grant, 'two', 'c-2')];
    await eventually(() => stream.texts().length >= 5);
    expect(stream.texts()).to.deep.equal(['welcome', 'one', 'heard: one', 'two', 'heard: two']);
    const repliesTo = stream.activities().map(({ replyToId }) => replyToId);
    expect(repliesTo).to.deep.equal([undefined, undefined, ids[0], undefined, ids[1]]);
    expect(stream.activities()).to.deep.equal((await poll(line, grant)).activities);
  });

  it('shows messages sent all at once in the order of the log', async () => {
    const grant = await begin(line);
    const stream = await open(grant.streamUrl);
    await Promise.all(Array.from({ length: 20 }, (_, index) => say(line, grant, `message ${index}`)));
    await eventually(() => stream.texts().length >= 41);
    const { activities } = await poll(line, grant);
    expect(stream.activities().map(({ id }) => id)).to.deep.equal(activities.map(({ id }) => id));
  });

  it('shows a message posted again to nobody who has it', async () => {
    const grant = await begin(line);
    const stream = await open(grant.streamUrl);
    await say(line, grant, 'one', 'c-1');
    await say(line, grant, 'one', 'c-1');
    await say(line, grant, 'two', 'c-2');
    await eventually(() => stream.texts().includes('heard: two'));
    expect(stream.texts()).to.deep.equal(['welcome', 'one', 'heard: one', 'two', 'heard: two']);
  });

  it('goes on after the watermark, in between nothing is lost', async () => {
    const grant = await begin(line);
    const first = await open(grant.streamUrl);
    await say(line, grant, 'one');
    await eventually(() => first.texts().length >= 3);
    const { watermark } = first.sets.at(-1) ?? {};
    first.socket.terminate();
    await say(line, grant, 'two');
    const second = await openAgain(grant, watermark);
    await say(line, grant, 'three');
    await eventually(() => second.texts().includes('heard: three'));
    expect(second.texts()).to.deep.equal(['two', 'heard: two', 'three', 'heard: three']);
  });

  it('repeats no welcome when the first message is stored only after it was shown', async () => {
    const grant = await begin(line);
    const first = await open(grant.streamUrl);
    await eventually(() => first.texts().length === 1);
    const second = await openAgain(grant, first.sets[0]?.watermark);
    await say(line, grant, 'one');
    await eventually(() => second.texts().includes('heard: one'));
    expect(second.texts()).to.deep.equal(['one', 'heard: one']);
  });

  it('reads from the log what another instance added', async () => {
    const grant = await begin(line);
    const other = await openDirectLine({ bot: line.bot, clock: line.clock, keys: line.keys });
    const stream = await open(grant.streamUrl);
    await eventually(() => stream.texts().length === 1);
    await say(other, grant, 'elsewhere');
    await say(line, grant, 'here');
    await eventually(() => stream.texts().includes('heard: here'));
    const logged = (await poll(line, grant)).activities;
    expect(stream.activities().map(({ id }) => id)).to.deep.equal(logged.map(({ id }) => id));
    await other.close();
  });

  it('shows new replies although the log cannot be read', async () => {
    const grant = await begin(line);
    const stream = await open(grant.streamUrl);
    await say(line, grant, 'one');
    await eventually(() => stream.texts().length === 3);
    line.bot.logIsBroken = true;
    await say(line, grant, 'two');
    await eventually(() => stream.texts().includes('heard: two'));
    expect(stream.texts()).to.have.length(5);
  });

  it('shows the apology of a bot that broke after the echo, without a number', async () => {
    line.channel.adapter.onTurnError = async (context) => {
      await context.sendActivities([toActivity(replyOf('sorry', 'something went wrong'))]);
    };
    const grant = await begin(line);
    const stream = await open(grant.streamUrl);
    const id = await say(line, grant, BREAKS_THE_BOT, 'c-1');
    await eventually(() => stream.texts().includes('something went wrong'));
    const [, echo, apology] = stream.activities();
    expect(echo).to.deep.include({ id, text: BREAKS_THE_BOT, channelData: { clientActivityID: 'c-1' } });
    expect(apology?.replyToId).to.equal(id);
    expect(stream.texts()).to.have.length(3);
    expect((await poll(line, grant, stream.sets.at(-1)?.watermark)).activities).to.deep.equal([]);
  });

  it('shows one conversation in up to five places, and ends the oldest at the sixth', async () => {
    const grant = await begin(line);
    const five: OpenStream[] = [];
    for (let count = 0; count < 5; count += 1) five.push(await openAgain(grant));
    await say(line, grant, 'hello');
    await eventually(() => five.every((stream) => stream.texts().length === 3));
    const oldest = five[0];
    const ended = oldest && closeOf(oldest);
    await openAgain(grant);
    expect(await ended).to.deep.equal({ code: 1008, reason: 'collision' });
    expect(five.slice(1).every(({ socket }) => socket.readyState === socket.OPEN)).to.equal(true);
  });

  it('shows nothing of another conversation', async () => {
    const mine = await begin(line);
    const theirs = await begin(line);
    const stream = await open(mine.streamUrl);
    await say(line, theirs, 'not for you');
    await say(line, mine, 'for you');
    await eventually(() => stream.texts().includes('heard: for you'));
    expect(stream.texts()).to.deep.equal(['welcome', 'for you', 'heard: for you']);
  });

  describe('and its frames', () => {
    it('empty and unknown text from clients is ignored', async () => {
      const grant = await begin(line);
      const stream = await open(grant.streamUrl);
      for (const frame of ['', 'hello', '{"activities":[]}', '']) stream.socket.send(frame);
      await say(line, grant, 'hello');
      await eventually(() => stream.texts().length === 3);
      expect(line.bot.heard).to.have.length(1);
    });

    for (const { frame, code, what } of [
      { frame: Buffer.from([1]), code: 1003, what: 'a binary frame' },
      { frame: 'x'.repeat(65_537), code: 1009, what: 'a frame over 64 KB' },
    ]) {
      it(`${what} ends the socket with ${code}`, async () => {
        const stream = await open((await begin(line)).streamUrl);
        const ended = closeOf(stream);
        stream.socket.send(frame);
        expect((await ended).code).to.equal(code);
      });
    }

    it('never come compressed', async () => {
      const stream = await open((await begin(line)).streamUrl);
      expect(stream.socket.extensions).to.equal('');
    });
  });

  it('gives signs of life, and drops a peer that gives none', async () => {
    await line.close();
    line = await openDirectLine({ beatEveryMs: 60 });
    const grant = await begin(line);
    const alive = await open(grant.streamUrl);
    const dead = await openStream((await comeBack(line, grant)).streamUrl, { autoPong: false });
    streams.push(dead);
    const { code } = await closeOf(dead);
    await eventually(() => alive.emptyFrames() >= 3);
    expect(code).to.equal(1006);
    expect(alive.socket.readyState).to.equal(alive.socket.OPEN);
  });

  it('ends for a reader that does not read, and for nobody else', async () => {
    const grant = await begin(line);
    const slow = await open(grant.streamUrl);
    const quick = await openAgain(grant);
    slow.socket.pause();
    const words = 'x'.repeat(200_000);
    let turns = 0;
    for (; turns < 100 && line.openSockets() === 2; turns += 1) await say(line, grant, words);
    expect(line.openSockets()).to.equal(1);
    await eventually(() => quick.texts().length === 1 + 2 * turns);
    slow.socket.resume();
    await closeOf(slow);
  });

  it('ends with 1012 when the program stops, so that clients come back', async () => {
    const stream = await open((await begin(line)).streamUrl);
    const ended = closeOf(stream);
    await line.close();
    expect((await ended).code).to.equal(1012);
  });

  it('with any watermark is a stream of the own conversation that misses nothing new', async function () {
    this.timeout(20_000);
    const grant = await begin(line);
    await say(line, grant, 'one');
    const all = ['welcome', 'one', 'heard: one'];
    for (const { watermark, missed } of [
      { watermark: '', missed: all },
      { watermark: '-', missed: all },
      { watermark: '-5', missed: all },
      { watermark: 'e1.-1', missed: all },
      { watermark: 'garbage', missed: all },
      { watermark: 'e1.', missed: all },
      { watermark: 'e1.1e3', missed: all },
      { watermark: 'e0.3', missed: all },
      { watermark: '__proto__.1', missed: all },
      { watermark: 'x'.repeat(8000), missed: all },
      { watermark: '0.1', missed: all.slice(1) },
      { watermark: '0.3', missed: all.slice(1) },
      { watermark: 'e1.0', missed: all },
      { watermark: 'e1.2', missed: all.slice(2) },
      { watermark: 'e1.3', missed: [] },
      { watermark: 'e1.4', missed: [] },
      { watermark: 'e1.999999999999999', missed: [] },
    ]) {
      const polled = await poll(line, grant, watermark);
      expect(polled.activities.map(({ text }) => text), watermark).to.deep.equal(missed);
      expect(polled.watermark, watermark).to.equal('e1.3');
    }
    const anything = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.integer().map((number) => `e1.${number}`));
    await fc.assert(
      fc.asyncProperty(anything, async (watermark) => {
        expect((await poll(line, grant, watermark)).watermark).to.equal('e1.3');
      }),
      { numRuns: 100 },
    );
  });

  it('with a watermark of the future shows what comes next', async () => {
    const grant = await begin(line);
    await say(line, grant, 'one');
    const stream = await openAgain(grant, 'e1.50');
    await say(line, grant, 'two');
    await eventually(() => stream.texts().includes('heard: two'));
    expect(stream.texts()).to.deep.equal(['two', 'heard: two']);
  });

  it('replays a long conversation whole', async () => {
    const grant = await begin(line);
    for (let count = 0; count < 60; count += 1) await say(line, grant, `${count} ${'x'.repeat(3000)}`);
    const stream = await openAgain(grant);
    await eventually(() => stream.texts().length === 121);
    expect(stream.activities()).to.deep.equal((await poll(line, grant)).activities);
  });
});

import type { ResourceResponse } from 'botbuilder';
import { expect } from 'chai';
import { errorCode } from '../../../common/errors.ts';
import { EchoBot, replyOf, toActivity } from './echoBot.ts';
import { begin, call, openDirectLine, poll, say } from './openDirectLine.ts';
import type { OpenDirectLine } from './openDirectLine.ts';

describe('the Direct Line adapter', () => {
  const clock = { now: Date.UTC(2026, 4, 1) };
  const echo = new EchoBot(() => clock.now);
  let sent: (ResourceResponse | undefined)[];
  let line: OpenDirectLine;

  beforeEach(async () => {
    sent = [];
    line = await openDirectLine({ bot: echo, clock });
    line.channel.adapter.use(async (context, next) => {
      context.onSendActivities(async (_context, _activities, send) => {
        const responses = await send();
        sent.push(...responses);
        return responses;
      });
      await next();
    });
  });
  afterEach(() => line.close());

  it('runs the middleware, and tells the bot the ids that clients see', async () => {
    const grant = await begin(line);
    await say(line, grant, 'hello');
    const { activities } = await poll(line, grant);
    expect(sent.map((response) => response?.id)).to.deep.equal([activities[2]?.id]);
  });

  it('changes and deletes nothing', async () => {
    const codes = [];
    for (const attempt of ['updateActivity', 'deleteActivity', 'continueConversation'] as const) {
      codes.push(await line.channel.adapter[attempt]().then(() => 'done', errorCode));
    }
    expect(codes).to.deep.equal(Array(3).fill('DIRECT_LINE_UNSUPPORTED'));
  });

  describe('with a bot of another mind', () => {
    const openWith = async (handler: Parameters<typeof openDirectLine>[0] & object) => {
      await line.close();
      line = await openDirectLine({ bot: echo, clock, ...handler });
    };

    it('shows the parent’s message although the bot says nothing', async () => {
      await openWith({ handler: () => Promise.resolve() });
      const grant = await begin(line);
      expect(await say(line, grant, 'hello')).to.have.length(36);
    });

    it('answers 500 when the bot breaks and nobody catches it, and takes the next message', async () => {
      let turns = 0;
      await openWith({
        handler: async (context) => {
          turns += 1;
          if (turns === 1) throw new Error('broken');
          await echo.handler(context);
        },
      });
      const grant = await begin(line);
      const path = `/conversations/${grant.conversationId}/activities`;
      const { status } = await call(line, path, { token: grant.token, body: { type: 'message', text: 'hello' } });
      expect(status).to.equal(500);
      await say(line, grant, 'again');
      expect((await poll(line, grant)).activities).to.have.length(3);
    });

    it('shows what is said beside the receipt, too', async () => {
      await openWith({
        handler: async (context) => {
          await echo.handler(context);
          await context.sendActivities([toActivity(replyOf('extra', 'and another thing')), { type: 'trace' }]);
        },
      });
      const grant = await begin(line);
      await say(line, grant, 'hello');
      const { activities } = await poll(line, grant);
      expect(activities.map(({ text }) => text)).to.deep.equal(['welcome', 'hello', 'heard: hello', 'and another thing']);
    });
  });
});

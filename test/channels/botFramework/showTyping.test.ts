import { setTimeout as wait } from 'node:timers/promises';
import { TestAdapter } from 'botbuilder';
import { expect } from 'chai';
import { showTyping } from '../../../channels/botFramework/showTyping.ts';

const SLOW_MS = 900;

/** What a parent sees whose message takes so long. */
async function seen(takesMs: number, type = 'message'): Promise<readonly (string | undefined)[]> {
  const adapter = new TestAdapter(async (context) => {
    await wait(takesMs);
    await context.sendActivity('a reply');
  });
  adapter.use(showTyping);
  await adapter.processActivity({ type, text: 'hello' });
  await wait(10);
  return adapter.activeQueue.map((activity) => activity.type);
}

describe('"typing" in Teams', () => {
  it('is shown where a reply takes long, once, before it', async () => {
    expect(await seen(SLOW_MS)).to.deep.equal(['typing', 'message']);
  });

  it('is not shown where it comes soon', async () => {
    expect(await seen(0)).to.deep.equal(['message']);
  });

  it('is not shown for what is no message', async () => {
    expect(await seen(SLOW_MS, 'messageReaction')).to.deep.equal(['message']);
  });
});

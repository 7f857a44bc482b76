import { expect } from 'chai';
import type { DirectLineActivity } from '../../channels/directLine/protocol.ts';
import { directLineClient } from '../../widget/client/directLineClient.ts';
import { neverWaking } from '../../widget/client/waiting.ts';
import { newFolder, removeFolder, start, type Started } from '../program/started.ts';
import { Parent } from './parent.ts';

const ROUNDS = 3;
const BACK_WITHIN_MS = 3000;
const DANGER = 'i want to hurt my baby';

describe('our chat after the program was started again', function () {
  this.timeout(60_000);
  let folder: string;
  let started: Started;
  beforeEach(async () => {
    folder = newFolder();
    started = await start({}, folder);
  });
  afterEach(async () => {
    await started.stop();
    removeFolder(folder);
  });

  // Stock clients have their figures in test/channels/directLine/realClients and test/browser/stockWebChat.
  it('shows what is new within 3 seconds, each time, without a reload', async () => {
    const parent = await new Parent(() => started.url).begin();
    const shown: DirectLineActivity[] = [];
    const client = directLineClient({
      origin: started.url,
      grant: async () => ({ ...parent.address(), expires_in: 1800 }),
      onActivities: ({ activities }) => shown.push(...activities),
      onReachable: () => undefined,
      onAnother: () => expect.fail('Our server carries every conversation on.'),
      waking: neverWaking,
    });
    await until(() => shown.length === 1);
    const { port } = started.program;
    for (let round = 0; round < ROUNDS; round += 1) {
      await started.stop();
      started = await start({ PORT: `${port}` }, folder);
      const back = performance.now();
      const echoId = await parent.send(`round-${round}`, DANGER);
      await until(() => shown.some(({ replyToId }) => replyToId === echoId));
      expect(performance.now() - back).to.be.below(BACK_WITHIN_MS);
    }
    client.close();
  });
});

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 2 * BACK_WITHIN_MS;
  while (!condition()) {
    if (performance.now() > end) expect.fail('It was not shown.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

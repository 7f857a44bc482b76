import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { storedDeliveryMarks } from '../../../bot/deliveryMarks.ts';
import type { Connector, Parcel } from '../../../channels/botFramework/connector.ts';
import { deliveries } from '../../../channels/botFramework/deliveries.ts';
import { AppError } from '../../../common/errors.ts';
import { silentLog } from '../../../common/log.ts';
import { MemoryStorage } from '../../../state/memoryStorage.ts';
import { answerWith } from './microsoft.ts';
import { type RunningBot, startBot, teamsMessage } from './teamsChat.ts';

const CLINGY = 'is it normal that my baby has gone really clingy';
const MARKED_WITHIN_MS = 600;

describe('two instances behind Teams, on one store', () => {
  let first: RunningBot;
  let second: RunningBot;

  before(async () => {
    first = await startBot();
    second = await startBot({}, first);
  });
  after(async () => {
    await second.stop();
    await first.stop();
  });

  function received(): number {
    return first.microsoft.received.filter(({ activity }) => activity['type'] === 'message').length;
  }

  function message(text: string, more: Readonly<Record<string, unknown>> = {}) {
    return teamsMessage(first.microsoft, text, { conversation: { id: `a:${randomUUID()}`, conversationType: 'personal' }, ...more });
  }

  it('answer a message once that Teams sends again to the other', async () => {
    const before = received();
    const sent = message(CLINGY);
    await first.post(sent);
    await wait(MARKED_WITHIN_MS);
    expect((await second.post(sent)).status).to.equal(200);
    expect((await second.post(sent)).status).to.equal(200);
    expect(received() - before).to.equal(1);
  });

  it('answer a message once that comes to both at the same time', async () => {
    const before = received();
    const sent = message(CLINGY);
    await Promise.all([first.post(sent), second.post(sent), first.post(sent), second.post(sent)]);
    await wait(MARKED_WITHIN_MS);
    expect(received() - before).to.equal(1);
  });

  it('answer once what a page posts through Azure again, because it heard nothing, under another id', async () => {
    const place = { channelId: 'directline', conversation: { id: randomUUID() }, channelData: { clientActivityID: 'page-1' } };
    const before = received();
    await first.post(message(CLINGY, place));
    const answered = received() - before;
    await first.post(message(CLINGY, place));
    await wait(MARKED_WITHIN_MS);
    await second.post(message(CLINGY, place));
    expect(answered).to.be.greaterThan(0);
    expect(received() - before).to.equal(answered);
  });

  it('welcome a parent once', async () => {
    const before = received();
    const sent = message('', { type: 'installationUpdate', action: 'add', text: undefined });
    await first.post(sent);
    await wait(MARKED_WITHIN_MS);
    await second.post(sent);
    expect(received() - before).to.equal(1);
  });

  it('do not take an edit, or the same words said again, for a message sent again', async () => {
    const before = received();
    const sent = message(CLINGY);
    await first.post(sent);
    await wait(MARKED_WITHIN_MS);
    await second.post({ ...sent, id: randomUUID() });
    await second.post({ ...sent, type: 'messageUpdate', text: 'i want to hurt my baby', channelData: { eventType: 'editMessage' } });
    expect(received() - before).to.equal(3);
  });

  it('bring an answer that the other could not, once it must have given up', async () => {
    const sent = message(CLINGY);
    first.microsoft.connectorAnswers = (response) => answerWith(response, 500);
    await first.post(sent);
    first.microsoft.connectorAnswers = undefined;
    const before = received();
    await first.post(sent);
    expect(received() - before).to.equal(1);
  });
});

describe('an answer that another instance may have brought', () => {
  const parcel: Parcel = { serviceUrl: 'https://smba.example.org/', conversationId: 'c', body: '{"a":"crisis"}' };

  function instance(storage: MemoryStorage, clock: { now: number }, connector: Connector['send']) {
    const sent: Parcel[] = [];
    const marks = storedDeliveryMarks({ storage, now: () => clock.now, log: silentLog });
    const send: Connector['send'] = async (each) => {
      await connector(each);
      sent.push(each);
    };
    const pretended: Connector = { send, close: () => undefined };
    const outgoing = deliveries({ connector: pretended, marks, now: () => clock.now, log: silentLog });
    return { outgoing, marks, sent };
  }

  const works = async (): Promise<void> => undefined;
  const fails = async (): Promise<void> => Promise.reject(new AppError('CONNECTOR_REFUSED', 'No.'));

  it('is brought by this one when nobody has and the other has had its time', async () => {
    const [storage, clock] = [new MemoryStorage({ clock: Date.now }), { now: Date.now() }];
    const [there, here] = [instance(storage, clock, fails), instance(storage, clock, works)];
    await there.outgoing.deliver({ messageKey: 'm', parcels: [parcel] });
    await here.outgoing.deliver({ messageKey: 'm', takenBefore: clock.now - 20_000, parcels: [parcel] });
    expect(here.sent).to.have.length(1);
    await Promise.all([there, here].map(async ({ outgoing, marks }) => outgoing.close().then(() => marks.close())));
  });

  it('is waited for while the other still has time, without holding up what the parent says next', async () => {
    const [storage, clock] = [new MemoryStorage({ clock: Date.now }), { now: Date.now() }];
    const here = instance(storage, clock, works);
    await here.outgoing.deliver({ messageKey: 'm', takenBefore: clock.now, parcels: [parcel] });
    expect(here.sent).to.have.length(0);
    await here.outgoing.deliver({ messageKey: 'n', parcels: [{ ...parcel, body: '{}' }] });
    expect(here.sent).to.have.length(1);
    clock.now += 20_000;
    await wait(800);
    expect(here.sent).to.have.length(2);
    await here.outgoing.close();
    await here.marks.close();
  });

  it('is brought at once by one that closes: better twice than not at all', async () => {
    const [storage, clock] = [new MemoryStorage({ clock: Date.now }), { now: Date.now() }];
    const here = instance(storage, clock, works);
    const brought = here.outgoing.deliver({ messageKey: 'm', takenBefore: clock.now, parcels: [parcel] });
    await here.outgoing.close();
    await brought;
    expect(here.sent).to.have.length(1);
    await here.marks.close();
  });

  it('leaves in the store a mark without a name or a word, for ten minutes', async () => {
    const clock = { now: 1_000_000 };
    const storage = new MemoryStorage({ clock: () => clock.now });
    const here = instance(storage, clock, works);
    const keys: string[] = [];
    const commit = storage.commit.bind(storage);
    storage.commit = async (changes) => {
      keys.push(JSON.stringify(changes));
      return commit(changes);
    };
    await here.outgoing.deliver({ messageKey: 'canary-name', parcels: [parcel] });
    await here.marks.close();
    expect(keys.join('')).to.match(/^\{"delivered\/[\w-]{43}":\{"expiresAt":1600000,"eTag":"\*"\}\}$/);
    expect(await here.marks.isNoted('canary-name')).to.equal(true);
    clock.now += 10 * 60_000;
    expect(await here.marks.isNoted('canary-name')).to.equal(false);
    await here.outgoing.close();
  });
});

import { expect } from 'chai';
import type { ConversationStorage, ItemChanges } from '../../state/conversationStorage.ts';
import { StorageError } from '../../state/conversationStorage.ts';
import { CLINGY, furnishedDesk, memory, message } from './furnishedDesk.ts';

const DANGER = 'i want to hurt my baby';

describe('the desk', () => {
  it('keeps every one of 20 messages sent at once in one conversation', async () => {
    const { desk, records } = furnishedDesk();
    const sent = Array.from({ length: 20 }, (_, index) => desk.take('c', message(`m${index}`, CLINGY)));
    await Promise.all(sent);
    const { record } = await records.read('c');
    expect(record.conversation.turns).to.equal(20);
    const ids = record.log.map(({ messageId }) => messageId);
    expect(ids).to.deep.equal(Array.from({ length: 20 }, (_, index) => `m${index}`));
    const next = record.log.map(({ number, said }) => number + said.length + 1);
    expect([2, ...next.slice(0, -1)]).to.deep.equal(record.log.map(({ number }) => number));
  });

  it('keeps every one of 20 messages that 20 desks on one store take at once', async () => {
    const storage = memory();
    const desks = Array.from({ length: 20 }, () => furnishedDesk(storage));
    await Promise.all(desks.map(async ({ desk }, index) => desk.take('c', message(`m${index}`, CLINGY))));
    const { record } = await furnishedDesk(storage).records.read('c');
    expect(record.conversation.turns).to.equal(20);
  });

  it('gives a message seen before the replies it got, and counts it once', async () => {
    const { desk, records } = furnishedDesk();
    const first = await desk.take('c', message('m1', CLINGY));
    const again = await desk.take('c', message('m1', 'something else entirely'));
    expect(again.replies).to.deep.equal(first.replies);
    expect(again.receipt).to.deep.equal({ ...first.receipt, duplicate: true });
    expect((await records.read('c')).record.conversation.turns).to.equal(1);
  });

  it('stores ids of content and no word of the parent or of a reply', async () => {
    const { desk, storage } = furnishedDesk();
    await desk.take('c', message('m1', `canaryword ${CLINGY}`));
    const stored = JSON.stringify(await storage.read(['conversation/c']));
    expect(stored).to.include('entries/signs.clingy#short-answer.0');
    expect(stored).to.not.include('canaryword').and.to.not.include('nothing to worry about');
  });

  it('carries on where it was after a restart', async () => {
    const storage = memory();
    await furnishedDesk(storage).desk.take('c', message('m1', CLINGY));
    const more = await furnishedDesk(storage).desk.take('c', message('m2', 'tell me more'));
    expect(more.trace?.label).to.equal('signs.clingy');
  });

  it('begins again from nothing when the conversation was deleted in between', async () => {
    const { desk, records } = furnishedDesk();
    await desk.take('c', message('m1', CLINGY));
    await records.delete('c');
    await desk.take('c', message('m2', 'thank you'));
    expect((await records.read('c')).record.conversation.turns).to.equal(1);
  });

  it('takes the turn again from a blank record when the deletion falls into the turn', async () => {
    const storage = memory();
    const { desk } = furnishedDesk(storage);
    await desk.take('c', message('m1', CLINGY));
    const commit = storage.commit.bind(storage);
    let deletions = 0;
    storage.commit = async (changes: ItemChanges) => {
      if ((deletions += 1) === 1) await storage.delete(['conversation/c']);
      return commit(changes);
    };
    await desk.take('c', message('m2', 'thank you'));
    const { record } = await furnishedDesk(storage).records.read('c');
    expect(record.conversation.turns).to.equal(1);
  });

  it('leaves only the last turn when a parent deletes their data', async () => {
    const { desk, records } = furnishedDesk();
    await desk.take('c', message('m1', DANGER));
    const deleted = await desk.take('c', message('m2', 'delete my data'));
    const { record } = await records.read('c');
    expect(record.conversation.concern).to.equal(undefined);
    expect(record.log.map(({ number }) => number)).to.deep.equal([deleted.receipt.activities[0]?.number]);
  });
});

/** Storage that is gone: every call rejects, or never comes back. */
function gone(how: 'rejects' | 'hangs'): ConversationStorage {
  const call = async (): Promise<never> =>
    how === 'rejects' ? Promise.reject(new StorageError('The storage is gone.')) : new Promise<never>(() => undefined);
  return { read: call, write: call, commit: call, delete: call, sweep: call, close: call };
}

describe('the desk, one of several on a store', () => {
  it('goes on from what another instance said in between', async () => {
    const storage = memory();
    const [here, there] = [furnishedDesk(storage), furnishedDesk(storage)];
    await here.desk.take('c', message('m1', CLINGY));
    await there.desk.take('c', message('m2', 'thank you'));
    await here.desk.take('c', message('m3', 'thank you'));
    expect((await here.records.read('c')).record.log.map(({ messageId }) => messageId)).to.deep.equal(['m1', 'm2', 'm3']);
  });

  it('takes a turn only once where instances share a conversation, after the first time that one was overtaken', async () => {
    const storage = memory();
    const [here, there] = [furnishedDesk(storage), furnishedDesk(storage)];
    await here.desk.take('c', message('m1', CLINGY));
    await there.desk.take('c', message('m2', 'thank you'));
    await here.desk.take('c', message('m3', 'thank you'));
    await there.desk.take('c', message('m4', 'thank you'));
    let commits = 0;
    const commit = storage.commit.bind(storage);
    storage.commit = async (changes) => {
      commits += 1;
      return commit(changes);
    };
    await here.desk.take('c', message('m5', 'thank you'));
    await there.desk.take('c', message('m6', 'thank you'));
    expect(commits).to.equal(2);
  });

  it('begins from nothing when another instance deleted the conversation', async () => {
    const storage = memory();
    const [here, there] = [furnishedDesk(storage), furnishedDesk(storage)];
    await here.desk.take('c', message('m1', DANGER));
    await there.records.delete('c');
    await here.desk.take('c', message('m2', 'thank you'));
    const { record } = await here.records.read('c');
    expect(record.conversation.concern).to.equal(undefined);
    expect(record.log.map(({ messageId }) => messageId)).to.deep.equal(['m2']);
  });
});

describe('the desk with storage gone', () => {
  for (const text of [CLINGY, DANGER]) {
    it(`answers "${text}" when storage rejects`, async () => {
      const { desk, logged } = furnishedDesk(gone('rejects'));
      const { replies } = await desk.take('c', message('m1', text));
      expect(replies).to.not.be.empty;
      expect(logged.map(({ code }) => code)).to.include('STORAGE_UNAVAILABLE');
    });
  }

  it('sends the crisis reply although storage hangs', async () => {
    const { desk } = furnishedDesk(gone('hangs'));
    const { replies, trace } = await desk.take('c', message('m1', DANGER));
    expect(trace?.kind).to.equal('crisis');
    expect(replies[0]?.text).to.include('999');
  });

  it('remembers the conversation in memory, and does not answer twice', async () => {
    const { desk, records } = furnishedDesk(gone('rejects'));
    const first = await desk.take('c', message('m1', CLINGY));
    const more = await desk.take('c', message('m2', 'tell me more'));
    const again = await desk.take('c', message('m1', CLINGY));
    expect(more.trace?.label).to.equal('signs.clingy');
    expect(again.replies).to.deep.equal(first.replies);
    expect((await records.read('c')).record.conversation.turns).to.equal(2);
  });

  it('stores what it remembered when storage is back', async () => {
    const storage = memory();
    const { desk } = furnishedDesk(storage);
    const commit = storage.commit.bind(storage);
    storage.commit = async () => Promise.reject(new StorageError('The disk is full.'));
    await desk.take('c', message('m1', CLINGY));
    storage.commit = commit;
    await desk.take('c', message('m2', 'tell me more'));
    const { record } = await furnishedDesk(storage).records.read('c');
    expect(record.conversation.turns).to.equal(2);
  });
});

describe('the desk and a storage that comes back', () => {
  function breakable() {
    const storage = memory();
    const [commit, read] = [storage.commit.bind(storage), storage.read.bind(storage)];
    const isAway = { read: false, commit: false };
    const away = async (): Promise<never> => Promise.reject(new StorageError('Away.', { trouble: 'gone' }));
    storage.commit = async (changes) => (isAway.commit ? away() : commit(changes));
    storage.read = async (keys) => (isAway.read ? away() : read(keys));
    return { storage, isAway };
  }

  it('stores by itself what was answered meanwhile, without another message', async () => {
    const { storage, isAway } = breakable();
    const { desk, records } = furnishedDesk(storage);
    isAway.commit = true;
    await desk.take('c', message('m1', CLINGY));
    expect(await records.flush()).to.deep.equal([]);
    isAway.commit = false;
    expect(await records.flush()).to.deep.equal(['c']);
    expect((await furnishedDesk(storage).records.read('c')).record.log.map(({ messageId }) => messageId)).to.deep.equal(['m1']);
    expect(await records.flush()).to.deep.equal([]);
  });

  it('keeps the thread of a conversation it knows while nothing can be read', async () => {
    const { storage, isAway } = breakable();
    const { desk, records } = furnishedDesk(storage);
    await desk.take('c', message('m1', CLINGY));
    Object.assign(isAway, { read: true, commit: true });
    await desk.take('c', message('m2', 'tell me more'));
    const { record, unknown } = await records.read('c');
    expect(record.log.map(({ messageId }) => messageId)).to.deep.equal(['m1', 'm2']);
    expect(unknown).to.equal(undefined);
    expect((await records.read('another')).unknown).to.equal(true);
  });

  it('deletes when it can what a parent had deleted while it was away', async () => {
    const { storage, isAway } = breakable();
    const { desk, records } = furnishedDesk(storage);
    await desk.take('c', message('m1', DANGER));
    const remove = storage.delete.bind(storage);
    storage.delete = async () => Promise.reject(new StorageError('Away.'));
    await records.delete('c').then(() => expect.fail('it was deleted'), () => undefined);
    expect((await records.read('c')).record.log).to.deep.equal([]);
    storage.delete = remove;
    expect(isAway.read).to.equal(false);
    await records.flush();
    expect(await storage.read(['conversation/c'])).to.be.empty;
  });

  it('puts back the last turns that a storage acknowledged and lost', async () => {
    const storage = memory();
    const { desk, records } = furnishedDesk(storage);
    await desk.take('c', message('m1', CLINGY));
    const before = (await storage.read(['conversation/c']))['conversation/c'];
    await desk.take('c', message('m2', 'tell me more'));
    await storage.write({ 'conversation/c': { ...before, eTag: '*' } });

    await desk.take('c', message('m3', 'thank you'));
    expect((await records.read('c')).record.log.map(({ messageId }) => messageId)).to.deep.equal(['m1', 'm2', 'm3']);
  });

  it('stores a crisis turn that went out before its commit, even when the record changed meanwhile', async () => {
    const storage = memory();
    const { desk, records } = furnishedDesk(storage);
    const other = furnishedDesk(storage);
    await desk.take('c', message('m1', CLINGY));
    const commit = storage.commit.bind(storage);
    storage.commit = async (changes) => {
      storage.commit = commit;
      await other.desk.take('c', message('m2', 'thank you'));
      await new Promise((resolve) => setTimeout(resolve, 80));
      return commit(changes);
    };
    const { receipt } = await desk.take('c', message('m3', DANGER));
    await receipt.settled;
    expect((await records.read('c')).record.log.map(({ messageId }) => messageId)).to.deep.equal(['m1', 'm2', 'm3']);
  });
});

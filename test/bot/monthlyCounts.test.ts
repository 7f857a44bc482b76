import { expect } from 'chai';
import { codeOfTurn } from '../../bot/countedTurn.ts';
import { monthlyCounts, monthOf, readCounts } from '../../bot/monthlyCounts.ts';
import { silentLog } from '../../common/log.ts';
import { StorageError } from '../../state/conversationStorage.ts';
import { BLANK_CONVERSATION } from '../../dialogs/conversation.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';
import { countableCodes } from '../../scripts/counts/printedCounts.ts';
import { messages } from '../../scripts/bench/messages.ts';
import { memory } from './furnishedDesk.ts';

const NOVEMBER = Date.UTC(2026, 10, 30, 23, 59);
const DECEMBER = Date.UTC(2026, 11, 1);

describe('the counts of a month', () => {
  function instance(storage = memory(), clock = { now: NOVEMBER }) {
    return { storage, clock, ...monthlyCounts({ storage, now: () => clock.now, log: silentLog }) };
  }

  it('are stored together, month by month', async () => {
    const here = instance();
    here.count('answer signs.clingy');
    here.count('answer signs.clingy');
    here.clock.now = DECEMBER;
    here.count('answer signs.clingy');
    await here.flush();
    await here.flush();
    expect([...(await readCounts(here.storage, '2026-11'))]).to.deep.equal([['answer signs.clingy', 2]]);
    expect([...(await readCounts(here.storage, '2026-12'))]).to.deep.equal([['answer signs.clingy', 1]]);
  });

  it('of twenty instances that store at the same time add up', async () => {
    const storage = memory();
    const instances = Array.from({ length: 20 }, () => instance(storage));
    for (const { count } of instances) Array.from({ length: 5 }).forEach(() => count('useful yes'));
    await Promise.all(instances.map(async (each) => each.flush()));
    expect((await readCounts(storage, '2026-11')).get('useful yes')).to.equal(100);
  });

  it('wait in memory while the store is away, and are counted once', async () => {
    const here = instance();
    const commit = here.storage.commit.bind(here.storage);
    here.storage.commit = async () => Promise.reject(new StorageError('Away.'));
    here.count('conversation');
    await here.flush();
    here.storage.commit = commit;
    here.count('conversation');
    await here.flush();
    expect((await readCounts(here.storage, '2026-11')).get('conversation')).to.equal(2);
  });

  it('hold nothing that is no code, whatever they are given', async () => {
    const here = instance();
    for (const text of ['my baby is clingy', 'i want to hurt my baby', 'answer My Baby', '', 'answer ', '__proto__', 'answer é', 'x'.repeat(500)]) {
      here.count(text);
    }
    await here.flush();
    expect([...(await readCounts(here.storage, '2026-11'))]).to.deep.equal([]);
  });

  it('are one record a month, with codes and numbers and nothing else', async () => {
    const here = instance();
    here.count('concern domestic-abuse');
    await here.flush();
    const stored = await here.storage.read(['counts/2026-11']);
    expect(Object.keys(stored['counts/2026-11'] ?? {}).sort()).to.deep.equal(['counts', 'eTag', 'expiresAt']);
    expect(stored['counts/2026-11']?.['counts']).to.deep.equal({ 'concern domestic-abuse': 1 });
  });

  it('are of the month at Greenwich', () => {
    expect([monthOf(NOVEMBER), monthOf(DECEMBER)]).to.deep.equal(['2026-11', '2026-12']);
  });
});

/** Why a first message gets the reply it gets. */
function traceOf(text: string) {
  return furnishedDialogs().takeTurn(BLANK_CONVERSATION, { id: 'm', channel: 'test', text }, NOVEMBER).trace;
}

describe('the code a turn is counted under', () => {
  for (const { text, code } of [
    { text: 'is it normal that my baby has gone really clingy', code: 'answer signs.clingy' },
    { text: 'hello', code: 'smalltalk greeting' },
    { text: 'i want to hurt my baby', code: 'concern harm-to-baby' },
    { text: 'my baby died', code: 'signpost bereavement' },
    { text: 'i\'m finding it hard', code: 'help-dialog' },
    { text: 'zxcv qwer asdf', code: 'unanswerable' },
  ]) {
    it(`of "${text}" is "${code}"`, () => {
      expect(codeOfTurn(traceOf(text))).to.equal(code);
    });
  }

  it('is one that the printed counts know, whatever is said', () => {
    const known = new Set(countableCodes(furnishedDialogs().content));
    const codes = messages(`${import.meta.dirname}/../..`).map((text) => codeOfTurn(traceOf(text)));
    expect(codes.length).to.be.greaterThan(150);
    expect(codes.filter((code) => code !== undefined && !known.has(code))).to.deep.equal([]);
  });
});

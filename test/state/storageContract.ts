import type { Storage } from 'botbuilder';
import { expect } from 'chai';
import { errorCode } from '../../common/errors.ts';
import type { ConversationStorage, ItemToStore } from '../../state/conversationStorage.ts';

const NOW = Date.UTC(2026, 4, 1);
const HOUR_MS = 60 * 60 * 1000;

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now: number;
}

/**
 * The rules of `ConversationStorage`, as tests, for one engine.
 *
 * `open` gives a new, empty storage each time.
 */
export function describeStorage(engine: string, open: (clock: () => number) => ConversationStorage): void {
  describe(`${engine}, as a storage of conversations`, () => {
    const clock: TestClock = { now: NOW };
    let storage: ConversationStorage;

    beforeEach(() => {
      clock.now = NOW;
      storage = open(() => clock.now);
    });
    afterEach(() => storage.close());

    const given: Given = async (key, item) => eTagOf(await storage.commit({ [key]: item }), key);

    describeReading(() => storage, given);
    describeConditions(() => storage, given, clock);
    describeExpiry(() => storage, given, clock);
    describeOverlaps(() => storage);
    describeOddItems(() => storage, given);
  });
}

type Given = (key: string, item: ItemToStore) => Promise<string>;
type Opened = () => ConversationStorage;

function describeReading(storage: Opened, given: Given): void {
  it('gives back what was stored, with the eTag that storing it gave', async () => {
    const eTag = await given('a', { step: 'nation', choices: ['wales'], deep: { yes: true, nothing: null } });

    expect((await storage().read(['a']))['a'])
      .to.deep.equal({ step: 'nation', choices: ['wales'], deep: { yes: true, nothing: null }, eTag });
  });

  it('gives nothing for keys that do not exist, whatever they are called', async () => {
    const items = await storage().read(['missing', '__proto__', 'constructor', 'toString']);
    expect(Object.keys(items)).to.deep.equal([]);
    expect([items['constructor'], items['__proto__']]).to.deep.equal([undefined, undefined]);
  });

  it('copies: changing an item after storing or reading it changes nothing that is stored', async () => {
    const item = { list: ['first'] };
    await given('a', item);
    item.list.push('after storing');
    const read = (await storage().read(['a']))['a'];
    (read?.['list'] as string[]).push('after reading');

    expect((await storage().read(['a']))['a']?.['list']).to.deep.equal(['first']);
  });

  it('does not touch the items it is given', async () => {
    const item = Object.freeze({ step: 1, eTag: 'new', expiresAt: NOW + HOUR_MS });
    await given('a', item);
    expect(item).to.deep.equal({ step: 1, eTag: 'new', expiresAt: NOW + HOUR_MS });
  });

  it('serves as Bot Framework storage, whose write gives nothing back', async () => {
    const plain: Storage = storage();
    expect(await Promise.all([plain.write({ a: { step: 1 } })])).to.deep.equal([undefined]);
    expect(await plain.read(['a'])).to.have.nested.property('a.step', 1);
  });

  it('deletes what it is told to, at once, and minds no key that does not exist', async () => {
    await storage().commit({ a: { step: 1 }, b: { step: 2 }, c: { step: 3 } });
    await storage().delete(['a', 'b', 'missing', '__proto__']);
    await storage().delete([]);
    expect(Object.keys(await storage().read(['a', 'b', 'c']))).to.deep.equal(['c']);
  });

  it('keeps many items apart', async () => {
    const keys = Array.from({ length: 2000 }, (_, number) => `conversation-${number}`);
    await storage().commit(Object.fromEntries(keys.map((key, number) => [key, { number }])));

    const items = await storage().read(keys);
    expect(keys.map((key) => items[key]?.['number'])).to.deep.equal(keys.map((_, number) => number));
  });

  it('rejects everything once closed, and may be closed twice', async () => {
    await storage().close();
    await storage().close();
    for (const use of [
      storage().read(['a']), storage().commit({ a: {} }), storage().write({ a: {} }),
      storage().delete(['a']), storage().sweep(NOW),
    ]) {
      expect(await codeOf(use)).to.equal('STORAGE_UNAVAILABLE');
    }
  });
}

function describeConditions(storage: Opened, given: Given, clock: TestClock): void {
  for (const { eTag, called } of [{ eTag: undefined, called: 'no eTag' }, { eTag: '*', called: 'the eTag "*"' }]) {
    it(`lets the last writer win with ${called}`, async () => {
      await given('a', { step: 1 });
      await given('a', { step: 2, ...(eTag === undefined ? {} : { eTag }) });
      expect((await storage().read(['a']))['a']?.['step']).to.equal(2);
    });
  }

  it('creates with "new" only what does not exist', async () => {
    await given('a', { step: 1, eTag: 'new' });
    expect(await codeOf(given('a', { step: 2, eTag: 'new' }))).to.equal('STORAGE_CONFLICT');
    expect((await storage().read(['a']))['a']?.['step']).to.equal(1);
  });

  it('replaces with an eTag only the very version that has it', async () => {
    const first = await given('a', { step: 1 });
    const second = await given('a', { step: 2, eTag: first });
    expect(await codeOf(given('a', { step: 3, eTag: first }))).to.equal('STORAGE_CONFLICT');
    await given('a', { step: 4, eTag: second });
    expect((await storage().read(['a']))['a']?.['step']).to.equal(4);
  });

  for (const eTag of ['1', 'NEW', '%', ' *', '__proto__']) {
    it(`refuses the eTag "${eTag}" on a key that does not exist`, async () => {
      expect(await codeOf(given('missing', { eTag }))).to.equal('STORAGE_CONFLICT');
      expect(await storage().read(['missing'])).to.be.empty;
    });
  }

  it('never brings deleted data back through a turn that began before', async () => {
    const eTag = await given('a', { concern: 'low-mood' });
    await storage().delete(['a']);
    expect(await codeOf(given('a', { concern: 'low-mood', eTag }))).to.equal('STORAGE_CONFLICT');
    await given('a', { step: 'blank', eTag: 'new' });
    expect(await codeOf(given('a', { concern: 'low-mood', eTag }))).to.equal('STORAGE_CONFLICT');
  });

  it('never gives an eTag twice', async () => {
    const eTags: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      eTags.push(await given('a', { same: true }), await given('b', { same: true }));
      await storage().delete(['a']);
    }
    expect(new Set(eTags).size).to.equal(100);
  });

  it('stores several items or, when one condition does not hold, none', async () => {
    await given('taken', { step: 1 });
    const change = { first: { step: 1 }, taken: { step: 2, eTag: 'new' }, last: { step: 3 } };

    expect(await codeOf(storage().commit(change))).to.equal('STORAGE_CONFLICT');
    const items = await storage().read(['first', 'taken', 'last']);
    expect(Object.keys(items)).to.deep.equal(['taken']);
    expect(items['taken']?.['step']).to.equal(1);

    expect([...(await storage().commit({ x: { eTag: 'new' }, y: {} })).keys()]).to.deep.equal(['x', 'y']);
    clock.now += 1;
    expect((await storage().commit({})).size).to.equal(0);
  });
}

function describeExpiry(storage: Opened, given: Given, clock: TestClock): void {
  it('gives an item, and its end, until the instant it expires and not from then on', async () => {
    await given('a', { step: 1, expiresAt: NOW + HOUR_MS });
    clock.now = NOW + HOUR_MS - 1;
    expect((await storage().read(['a']))['a']?.expiresAt).to.equal(NOW + HOUR_MS);
    clock.now = NOW + HOUR_MS;
    expect(await storage().read(['a'])).to.be.empty;
  });

  it('never expires an item without an end', async () => {
    await given('a', { step: 1, expiresAt: NOW + HOUR_MS });
    await given('a', { step: 2 });
    clock.now = NOW + 1000 * 365 * 24 * HOUR_MS;
    expect(await storage().sweep(clock.now)).to.equal(0);
    expect((await storage().read(['a']))['a']).to.include({ step: 2 }).and.not.have.property('expiresAt');
  });

  it('treats an expired item as one that does not exist', async () => {
    const eTag = await given('a', { step: 1, expiresAt: NOW + HOUR_MS });
    clock.now = NOW + HOUR_MS;
    expect(await codeOf(given('a', { step: 2, eTag }))).to.equal('STORAGE_CONFLICT');
    await given('a', { step: 3, eTag: 'new' });
    expect((await storage().read(['a']))['a']?.['step']).to.equal(3);
  });

  it('sweeps away what has expired and nothing else, however much it is', async () => {
    const dying = Array.from({ length: 1700 }, (_, number) => [`dying-${number}`, { expiresAt: NOW + number }] as const);
    await storage().commit({ ...Object.fromEntries(dying), living: { expiresAt: NOW + HOUR_MS }, lasting: {} });
    clock.now = NOW + 1699;

    expect(await storage().sweep(NOW + 1698)).to.equal(1699);
    expect(await storage().sweep(NOW + 1699)).to.equal(1);
    expect(await storage().sweep(NOW + 1699)).to.equal(0);
    expect(Object.keys(await storage().read(['dying-0', 'living', 'lasting']))).to.deep.equal(['living', 'lasting']);
  });
}

function describeOverlaps(storage: Opened): void {
  it('loses none of 20 turns at once on one key when each takes its turn again after a conflict', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, turn) => addTurn(storage(), turn)));

    const turns = (await storage().read(['a']))['a']?.['turns'] as number[];
    expect([...turns].sort((one, other) => one - other)).to.deep.equal(Array.from({ length: 20 }, (_, turn) => turn));
  });

  it('lets exactly one of 20 first turns at once create the record', async () => {
    const ends = await Promise.allSettled(
      Array.from({ length: 20 }, (_, turn) => storage().commit({ a: { turn, eTag: 'new' } })),
    );
    const winners = ends.flatMap((end, turn) => (end.status === 'fulfilled' ? [turn] : []));
    const losers = ends.flatMap((end) => (end.status === 'rejected' ? [errorCode(end.reason)] : []));

    expect(winners).to.have.length(1);
    expect(losers).to.deep.equal(Array.from({ length: 19 }, () => 'STORAGE_CONFLICT'));
    expect((await storage().read(['a']))['a']?.['turn']).to.equal(winners[0]);
  });
}

function describeOddItems(storage: Opened, given: Given): void {
  const ODD_KEYS = [
    '', ' ', '__proto__', 'constructor', 'a\0b', 'a\0c', '../../etc/passwd', "'; DROP TABLE item; --", '"', '%', '_', '\n',
    'é', 'e\u0301', '👶🏽', '\ud800', '\ud801', 'A', 'a', 'k'.repeat(10_000),
  ];

  it('keeps keys of odd characters apart', async () => {
    for (const [number, key] of ODD_KEYS.entries()) await given(key, { number, eTag: 'new' });
    const items = await storage().read(ODD_KEYS);
    expect(ODD_KEYS.map((key) => items[key]?.['number'])).to.deep.equal(ODD_KEYS.map((_, number) => number));
  });

  it('takes "__proto__" inside an item for a field like any other', async () => {
    const item = JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') as ItemToStore;
    await given('a', item);
    const read = (await storage().read(['a']))['a'];

    expect(Object.keys(read ?? {})).to.include.members(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(read)).to.equal(Object.prototype);
    expect(read?.['admin']).to.equal(undefined);
    expect(({} as Record<string, unknown>)['admin']).to.equal(undefined);
  });

  it('keeps large items and every character', async () => {
    const text = `\0\ud800 “curly” \u2028 👶🏽 ${'x'.repeat(3_000_000)}`;
    await given('a', { text });
    expect((await storage().read(['a']))['a']?.['text'] === text).to.equal(true);
  });

  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  for (const { item, because } of [
    { item: null, because: 'nothing' },
    { item: 'text', because: 'a bare text' },
    { item: [1], because: 'a list' },
    { item: circle, because: 'a circle' },
    { item: { number: 1n }, because: 'a BigInt' },
    { item: { eTag: '' }, because: 'an empty eTag' },
    { item: { eTag: 7 }, because: 'an eTag that is no text' },
    { item: { expiresAt: Number.NaN }, because: 'an end that is no number' },
    { item: { expiresAt: NOW + 0.5 }, because: 'half a millisecond' },
    { item: { expiresAt: '2026-05-01' }, because: 'an end that is text' },
  ]) {
    it(`refuses ${because} and stores nothing beside it`, async () => {
      const change = { good: { step: 1 }, bad: item } as Record<string, ItemToStore>;
      expect(await codeOf(storage().commit(change))).to.equal('STORAGE_ITEM_INVALID');
      expect(await storage().read(['good', 'bad'])).to.be.empty;
    });
  }
}

/** Reads, waits as a turn would, and commits; again after each conflict, at most 100 times. */
async function addTurn(storage: ConversationStorage, turn: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const read = (await storage.read(['a']))['a'];
    const turns = (read?.['turns'] as number[] | undefined) ?? [];
    await new Promise((resolve) => setTimeout(resolve, turn % 3));
    const code = await codeOf(storage.commit({ a: { turns: [...turns, turn], eTag: read?.eTag ?? 'new' } }));
    if (code === 'none') return;
    expect(code).to.equal('STORAGE_CONFLICT');
  }
  expect.fail(`turn ${turn} met 100 conflicts`);
}

/** The code a promise rejects with; `none` when it does not. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return errorCode(error);
  }
}

function eTagOf(eTags: ReadonlyMap<string, string>, key: string): string {
  const eTag = eTags.get(key);
  if (eTag === undefined) expect.fail('commit gave no eTag');
  return eTag;
}

import { expect } from 'chai';
import { StorageError } from '../../state/conversationStorage.ts';
import { MemoryStorage } from '../../state/memoryStorage.ts';
import { storedSigningKeys } from '../../state/signingKeys.ts';

describe('the keys that sign tokens', () => {
  const newStorage = (): MemoryStorage => new MemoryStorage({ clock: Date.now });

  /** A storage that is away until told to come back. */
  function awayStorage(storage: MemoryStorage) {
    const read = storage.read.bind(storage);
    storage.read = async () => Promise.reject(new StorageError('Away.', { trouble: 'gone' }));
    return () => (storage.read = read);
  }

  it('are made once for all instances on a store', async () => {
    const storage = newStorage();
    const [one, other] = await Promise.all([storedSigningKeys(storage), storedSigningKeys(storage)]);
    const later = await storedSigningKeys(storage);
    expect(later.current()[0]).to.equal(one.current()[0]).and.equal(other.current()[0]);
    expect(later.areTemporary()).to.equal(false);
  });

  it('are temporary while the store is away, and verify after the stored one came first', async () => {
    const storage = newStorage();
    const stored = (await storedSigningKeys(storage)).current()[0];
    const comeBack = awayStorage(storage);
    const keys = await storedSigningKeys(storage, 0);
    const [temporary] = keys.current();
    expect(keys.areTemporary()).to.equal(true);
    await keys.refresh();
    expect(keys.current()).to.deep.equal([temporary]);

    comeBack();
    await keys.refresh();
    expect(keys.current()).to.deep.equal([stored, temporary]);
    expect(keys.areTemporary()).to.equal(false);
  });

  it('become the stored ones of a store that was empty when it came', async () => {
    const storage = newStorage();
    const comeBack = awayStorage(storage);
    const keys = await storedSigningKeys(storage, 0);
    comeBack();
    await keys.refresh();
    expect((await storedSigningKeys(storage)).current()).to.deep.equal(keys.current());
  });

  it('are put back into a store that was emptied, the same for every instance', async () => {
    const storage = newStorage();
    const [one, other] = [await storedSigningKeys(storage), await storedSigningKeys(storage)];
    const before = one.current();
    await storage.delete(['token-keys']);
    await Promise.all([one.refresh(), other.refresh()]);
    expect((await storedSigningKeys(storage)).current()).to.deep.equal(before);
    expect(one.current()).to.equal(before);
  });

  it('are made anew over one that is damaged', async () => {
    const storage = newStorage();
    await storage.write({ 'token-keys': { key: 7 } });
    expect((await storedSigningKeys(storage)).areTemporary()).to.equal(false);
  });
});

import { MemoryStorage } from '../../state/memoryStorage.ts';
import { describeStorage } from './storageContract.ts';

describeStorage('MemoryStorage', (clock) => new MemoryStorage({ clock }));

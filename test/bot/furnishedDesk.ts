import { conversationRecords, type ConversationRecords } from '../../bot/conversationRecords.ts';
import { type Desk, desk } from '../../bot/desk.ts';
import { type LogEvent } from '../../common/log.ts';
import type { Message } from '../../common/message.ts';
import type { ConversationStorage } from '../../state/conversationStorage.ts';
import { MemoryStorage } from '../../state/memoryStorage.ts';
import { furnishedDialogs } from '../dialogs/furnished.ts';

export const CLINGY = 'is it normal that my baby has gone really clingy';

/** A desk with real rooms behind it, over any storage. */
export interface FurnishedDesk {
  readonly desk: Desk;
  readonly records: ConversationRecords;
  readonly storage: ConversationStorage;
  readonly logged: readonly LogEvent[];
}

export function furnishedDesk(storage: ConversationStorage = memory()): FurnishedDesk {
  const { takeTurn, writer } = furnishedDialogs();
  const logged: LogEvent[] = [];
  let epochs = 0;
  const newEpoch = (): string => `epoch-${(epochs += 1)}`;
  const records = conversationRecords({ storage, now: Date.now, newEpoch, log: (event) => logged.push(event) });
  return { desk: desk({ records, takeTurn, writer, now: Date.now }), records, storage, logged };
}

export function memory(): MemoryStorage {
  return new MemoryStorage({ clock: Date.now });
}

export function message(id: string, text: string): Message {
  return { id, channel: 'test', text };
}

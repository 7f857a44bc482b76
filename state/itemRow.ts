import { randomUUID } from 'node:crypto';
import type { Instant } from '../common/message.ts';
import { ItemError } from './conversationStorage.ts';
import type { ItemChanges, ItemToStore, StoredItem } from './conversationStorage.ts';

/** An item as an engine keeps it. */
export interface ItemRow {
  readonly json: string;
  /** Random, so that no eTag ever comes again, whatever is deleted, lost or restarted. */
  readonly eTag: string;
  readonly expiresAt: Instant | null;
}

/** What must be true for a row to be stored: nothing, that its key does not exist, or that the key has this eTag. */
export type Condition = 'anything' | 'missing' | { readonly eTag: string };

/** One row to store under `key`, if `condition` holds. */
export interface RowChange {
  readonly key: string;
  readonly row: ItemRow;
  readonly condition: Condition;
}

/**
 * Takes items apart into the rows to store, each with a new eTag.
 *
 * @throws ItemError when JSON cannot hold an item, or its `eTag` or `expiresAt` makes no sense.
 */
export function rowsOf(changes: ItemChanges): readonly RowChange[] {
  return Object.entries(changes).map(([key, item]) => ({ key, row: rowOf(item), condition: conditionOf(item) }));
}

/** Puts an item together again. Undefined when its JSON is damaged. */
export function itemOf({ json, eTag, expiresAt }: ItemRow): StoredItem | undefined {
  const fields = fromJson(json);
  if (!isRecord(fields)) return undefined;
  return expiresAt === null ? { ...fields, eTag } : { ...fields, eTag, expiresAt };
}

function rowOf(item: ItemToStore): ItemRow {
  if (!isRecord(item)) throw new ItemError('An item to store must be an object.');
  const { expiresAt = null } = item;
  if (expiresAt !== null && !Number.isSafeInteger(expiresAt)) {
    throw new ItemError('"expiresAt" must be whole milliseconds since 1970, or absent.');
  }
  return { json: toJson({ ...item, eTag: undefined, expiresAt: undefined }), eTag: randomUUID(), expiresAt };
}

/** An empty eTag is refused: taken as absent it would overwrite what it was meant to protect. */
function conditionOf({ eTag }: ItemToStore): Condition {
  if (eTag === undefined || eTag === '*') return 'anything';
  if (typeof eTag !== 'string' || eTag === '') throw new ItemError('"eTag" must be a text that is not empty, or absent.');
  return eTag === 'new' ? 'missing' : { eTag };
}

function toJson(fields: object): string {
  try {
    return JSON.stringify(fields);
  } catch {
    throw new ItemError('An item to store must be something JSON can hold: no circles, no BigInt.');
  }
}

function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { AppError } from '../common/errors.ts';
import { inTime } from '../common/inTime.ts';
import type { Instant, Message } from '../common/message.ts';
import type { Reply } from '../common/reply.ts';
import type { TurnReceipt } from '../common/turnReceipt.ts';
import { BLANK_CONVERSATION } from '../dialogs/conversation.ts';
import type { ReplyWriter } from '../dialogs/replyWriter.ts';
import type { TakeTurn, TurnTaken } from '../dialogs/takeTurn.ts';
import type { Trace } from '../dialogs/turn.ts';
import { type ConversationRecord, type RecordedTurn, recordTurn, seenBefore } from './conversationRecord.ts';
import type { CommitOutcome, ConversationRecords, HeldRecord } from './conversationRecords.ts';
import { inOrder } from './inOrder.ts';
import { loggedTurn, repliesAgain } from './loggedActivities.ts';

/** Reads the record, takes the turn, commits. Sending is the caller's, and comes after. */
export interface Desk {
  /**
   * Takes one turn of a conversation. Turns of one conversation run in order.
   *
   * A message seen before gets the replies it got. Rejects only where the turn itself throws: a storage that is down
   * or slow is met with what memory holds.
   */
  take(conversationId: string, message: Message, clientActivityId?: string): Promise<DeskTurn>;
}

export interface DeskTurn {
  readonly replies: readonly Reply[];
  readonly receipt: TurnReceipt;
  /** Undefined for a message seen before: nothing was decided anew. */
  readonly trace?: Trace;
}

interface Incoming {
  readonly conversationId: string;
  readonly message: Message;
  readonly clientActivityId?: string;
}

/** A crisis reply goes out after this, committed or not: with the wait for the record, within 100 ms. */
export const CRISIS_WAITS_AT_MOST_MS = 30;
/** Any other reply goes out after this, so that a store that hangs holds up no message behind it for long. */
const OTHERS_WAIT_AT_MOST_MS = 1000;
/** A store that never answers does not keep a client waiting for its acknowledgement for ever. */
const SETTLES_WITHIN_MS = 5_000;
const MAX_TRIES = 50;

export function desk(parts: {
  readonly records: ConversationRecords;
  readonly takeTurn: TakeTurn;
  readonly writer: ReplyWriter;
  readonly now: () => Instant;
}): Desk {
  const { records, takeTurn, writer, now } = parts;
  const inTurn = inOrder();

  async function takeOnce(incoming: Incoming): Promise<DeskTurn | 'conflict'> {
    const held = await records.hold(incoming.conversationId);
    const again = seenBefore(held.record, incoming.message.id);
    if (again !== undefined) return turnAgain(held.record, again);

    const at = now();
    const taken = takeTurn(held.record.conversation, incoming.message, at);
    const record = recordOf(held, incoming, taken, at);
    const committing = records.commit(incoming.conversationId, record, held.eTag);
    const waitsMs = taken.trace.kind === 'crisis' ? CRISIS_WAITS_AT_MOST_MS : OTHERS_WAIT_AT_MOST_MS;
    const outcome = await inTime(waitsMs, committing, 'unfinished');
    if (outcome === 'conflict') return 'conflict';
    const turn = newTurn(record, taken);
    return outcome === 'unfinished' ? spokenBefore(committing, incoming.conversationId, record, turn) : turn;
  }

  /** The reply goes out now, and the turn is stored whatever became of its commit. */
  function spokenBefore(
    committing: Promise<CommitOutcome>,
    conversationId: string,
    record: ConversationRecord,
    turn: DeskTurn,
  ): DeskTurn {
    records.keep(conversationId, record);
    const stored = committing.then((outcome) => (outcome === 'conflict' ? records.store(conversationId) : outcome));
    return { ...turn, receipt: { ...turn.receipt, settled: inTime(SETTLES_WITHIN_MS, stored, undefined) } };
  }

  function turnAgain({ epoch }: ConversationRecord, turn: RecordedTurn): DeskTurn {
    const replies = repliesAgain(writer, turn);
    return { replies, receipt: { epoch, activities: loggedTurn(turn, replies), duplicate: true } };
  }

  return {
    take(conversationId, message, clientActivityId) {
      const incoming = { conversationId, message, ...(clientActivityId === undefined ? {} : { clientActivityId }) };
      return inTurn(conversationId, async () => {
        for (let tries = 1; ; tries += 1) {
          const turn = await takeOnce(incoming);
          if (turn !== 'conflict') return turn;
          if (tries === MAX_TRIES) throw new AppError('TURN_CONTENDED', 'The record kept changing.');
        }
      });
    },
  };
}

function newTurn({ epoch, log }: ConversationRecord, { replies, trace }: TurnTaken): DeskTurn {
  const turn = log.at(-1);
  const activities = turn === undefined ? [] : loggedTurn(turn, replies);
  return { replies, trace, receipt: { epoch, activities, duplicate: false } };
}

/** "Delete my data" leaves the numbers, so that a client that polls still finds the reply, and nothing else. */
function recordOf(held: HeldRecord, incoming: Incoming, taken: TurnTaken, now: Instant): ConversationRecord {
  const { message, clientActivityId } = incoming;
  const cleared = { ...held.record, conversation: BLANK_CONVERSATION, log: [], clearedAt: now };
  const before = taken.forget ? cleared : held.record;
  return recordTurn(before, {
    now,
    conversation: taken.conversation,
    messageId: message.id,
    ...(clientActivityId === undefined ? {} : { clientActivityId }),
    replies: taken.replies,
  });
}

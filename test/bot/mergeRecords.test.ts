import { expect } from 'chai';
import { blankRecord, type ConversationRecord, recordTurn } from '../../bot/conversationRecord.ts';
import { includes, mergeRecords } from '../../bot/mergeRecords.ts';
import type { Reply } from '../../common/reply.ts';
import { BLANK_CONVERSATION } from '../../dialogs/conversation.ts';

const REPLY: Reply = {
  id: 'r', kind: 'answer', text: 'x', choices: [], said: { kind: 'answer', content: 'messages/x#say.0', choices: [] },
};

function told(record: ConversationRecord, ...ids: readonly string[]): ConversationRecord {
  return ids.reduce(
    (before, messageId, index) =>
      recordTurn(before, {
        now: (before.log.at(-1)?.at ?? 0) + index + 1,
        conversation: { ...BLANK_CONVERSATION, turns: before.conversation.turns + 1 },
        messageId,
        replies: [REPLY],
      }),
    record,
  );
}

const idsOf = ({ log }: ConversationRecord): readonly string[] => log.map(({ messageId }) => messageId);
const numbersOf = ({ log }: ConversationRecord): readonly number[] => log.map(({ number }) => number);

describe('two records of one conversation', () => {
  const common = told(blankRecord('e1', 0), 'a', 'b');

  it('are the longer one when it goes on from the shorter', () => {
    const kept = told(common, 'c');
    expect(mergeRecords(common, kept)).to.equal(kept);
  });

  it('are the stored one when memory holds nothing more', () => {
    const stored = told(common, 'c');
    expect(mergeRecords(stored, common)).to.equal(stored);
  });

  it('that parted keep every turn once, what only memory had last, under new numbers', () => {
    const merged = mergeRecords(told(common, 'c'), told(common, 'd', 'e'));
    expect(idsOf(merged)).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    expect(numbersOf(merged)).to.deep.equal([2, 4, 6, 8, 10]);
    expect(merged.lastNumber).to.equal(11);
    expect(merged.epoch).to.equal('e1');
  });

  it('that parted and met again keep a turn that only one of them has', () => {
    const elsewhere = told(told(common, 'c'), 'd');
    const here = told(common, 'd', 'e', 'f');
    expect(idsOf(mergeRecords(elsewhere, here))).to.have.members(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('keep a turn that is older than everything stored', () => {
    const late = told({ ...blankRecord('e2', 0), log: [] }, 'z');
    const stored = { ...late, epoch: 'e3', log: late.log.map((turn) => ({ ...turn, messageId: 'y', at: 100 })) };
    expect(idsOf(mergeRecords(stored, late))).to.deep.equal(['y', 'z']);
  });

  it('keep a turn that was taken on a blank record because nothing could be read', () => {
    const alone = told({ ...blankRecord('e2', 0), log: [] }, 'z');
    const later = { ...alone, log: alone.log.map((turn) => ({ ...turn, at: 100 })) };
    const merged = mergeRecords(common, later);
    expect(idsOf(merged)).to.deep.equal(['a', 'b', 'z']);
    expect(merged.epoch).to.equal('e1');
  });

  it('bring back nothing that the parent had deleted while the storage was away', () => {
    const cleared: ConversationRecord = { ...common, log: [], conversation: BLANK_CONVERSATION, clearedAt: 50 };
    const kept = told({ ...cleared, log: [] }, 'forget');
    const keptLater = { ...kept, log: kept.log.map((turn) => ({ ...turn, at: 50 })) };
    expect(idsOf(mergeRecords(told(common, 'c'), keptLater))).to.deep.equal(['forget']);
  });

  it('that were merged hold what was merged', () => {
    const kept = told(common, 'd');
    expect(includes(common, kept)).to.equal(false);
    expect(includes(mergeRecords(told(common, 'c'), kept), kept)).to.equal(true);
  });
});

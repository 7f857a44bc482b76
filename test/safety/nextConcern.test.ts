import { expect } from 'chai';
import { nextConcern } from '../../safety/nextConcern.ts';
import type { Concern, ConcernCategory, Urgency } from '../../safety/rule.ts';

function concern(category: ConcernCategory, urgency: Urgency, row: string): Concern {
  return { category, urgency, row, rule: 'any' };
}

const THOUGHTS = concern('suicide', 'urgent', 'suicide-thoughts');
const PLAN = concern('suicide', 'emergency', 'suicide-now');
const FEVER = concern('baby-medical', 'urgent', 'fever-under-3-months');
const BLUE = concern('baby-medical', 'emergency', 'not-breathing');
const URGE = concern('harm-to-baby', 'emergency', 'about-to-hurt-baby');
const SHAKEN = concern('harm-to-baby', 'emergency', 'baby-shaken');

describe('the next concern', () => {
  for (const { first, then, row, part, because } of [
    { first: THOUGHTS, then: THOUGHTS, row: 'suicide-thoughts', part: 'again', because: 'it is the same' },
    { first: PLAN, then: THOUGHTS, row: 'suicide-now', part: 'again', because: 'it is the same and milder, and urgency does not fall' },
    { first: THOUGHTS, then: PLAN, row: 'suicide-now', part: 'first', because: 'it is more urgent' },
    { first: THOUGHTS, then: FEVER, row: 'fever-under-3-months', part: 'first', because: 'it is new' },
    { first: PLAN, then: FEVER, row: 'fever-under-3-months', part: 'first', because: 'it is new, although milder' },
    { first: BLUE, then: FEVER, row: 'fever-under-3-months', part: 'first', because: 'each illness is a danger of its own' },
    { first: URGE, then: SHAKEN, row: 'baby-shaken', part: 'first', because: 'what was done is more than what was feared' },
  ]) {
    it(`after ${first.row} says the ${part} reply of ${row} to ${then.row}, because ${because}`, () => {
      expect(nextConcern(nextConcern(undefined, first).remembered, then)).to.include({ row, part });
    });
  }

  it('is said in full when nothing came before', () => {
    expect(nextConcern(undefined, THOUGHTS)).to.include({ row: 'suicide-thoughts', part: 'first' });
  });

  it('keeps the highest urgency of the conversation', () => {
    const start = nextConcern(undefined, THOUGHTS);
    const { remembered } = [PLAN, FEVER, FEVER].reduce((before, found) => nextConcern(before.remembered, found), start);
    expect(remembered).to.deep.equal({ category: 'baby-medical', row: FEVER.row, urgency: 'urgent', highestUrgency: 'emergency' });
  });

  describe('whose kind is unsure', () => {
    const ROWS = new Map([['suicide/emergency', 'suicide-now-either']]);
    const unsure = (found: Concern): Concern => ({ ...found, kindUnsure: true });
    const ATTACK = concern('domestic-abuse', 'emergency', 'attack-now');

    it('goes on with the earlier concern', () => {
      const { remembered } = nextConcern(undefined, URGE);
      expect(nextConcern(remembered, unsure(ATTACK), ROWS)).to.deep.equal({ row: URGE.row, part: 'again', remembered });
    });

    it('is as urgent as it was heard', () => {
      const { remembered } = nextConcern(undefined, THOUGHTS);
      expect(nextConcern(remembered, unsure(ATTACK), ROWS)).to.deep.include({ row: 'suicide-now-either', part: 'first' });
    });

    it('is what it was heard as when nothing came before, or when a body fails', () => {
      expect(nextConcern(undefined, unsure(ATTACK), ROWS)).to.include({ row: 'attack-now', part: 'first' });
      expect(nextConcern(nextConcern(undefined, URGE).remembered, unsure(BLUE), ROWS)).to.include({ row: BLUE.row, part: 'first' });
    });
  });
});

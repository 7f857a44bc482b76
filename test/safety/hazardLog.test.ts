import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { hazardLog, readHazards, titlesIn } from '../../scripts/hazardLog.ts';

const ROOT = join(import.meta.dirname, '../..');
const HAZARDS = readHazards();

/** What every such program must have thought of. */
const EXPECTED = [
  'missed-danger', 'false-alarm', 'wrong-number', 'wrong-nation', 'stale-line', 'swallowed-by-dialog', 'crash-in-crisis-path',
  'lost-or-doubled-message', 'abuser-sees-chat', 'words-leak', 'misread-as-diagnosis', 'used-as-triage',
];

describe('the hazard log', () => {
  it('has at least the hazards that every such program has', () => {
    expect(HAZARDS.map(({ id }) => id)).to.include.members(EXPECTED);
  });

  for (const { id, tests } of HAZARDS) {
    it(`names only tests that exist for ${id}`, () => {
      const missing = tests.filter(({ file, title }) => {
        const path = join(ROOT, file);
        return !existsSync(path) || !titlesIn(readFileSync(path, 'utf8')).has(title);
      });
      expect(tests).to.not.be.empty;
      expect(missing).to.deep.equal([]);
    });
  }

  it('is as fresh as docs/hazards/ (if not: node scripts/hazardLog.ts)', () => {
    expect(readFileSync(join(ROOT, 'docs/hazard-log.md'), 'utf8')).to.equal(hazardLog(HAZARDS));
  });

  it('does not count a skipped test', () => {
    const text = "it('stays', f); it.skip('went', f); xit('left', f); it(`says \"${word.replace('a', (x) => `b`)}\"`, f); { fault: 'a slip' }";
    expect([...titlesIn(text)]).to.include.members(['stays', 'finds a slip']).and.to.not.include.members(['went', 'left']);
  });
});

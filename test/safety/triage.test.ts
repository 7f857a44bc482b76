import { expect } from 'chai';
import fc from 'fast-check';
import { PhraseError } from '../../safety/phrase.ts';
import type { TriageRule } from '../../safety/rule.ts';
import { triager } from '../../safety/triage.ts';
import { triage as productTriage } from './safetyContent.ts';

const GROUPS = new Map([
  ['baby', ['baby', 'little one', 'week old']],
  ['him', ['him', 'her', 'my ... {baby}']],
]);

function rule(id: string, phrases: readonly string[], rest: Partial<TriageRule> = {}): TriageRule {
  return { id, category: 'suicide', urgency: 'urgent', row: id, phrases, exceptPhrases: [], ...rest };
}

describe('triage', () => {
  for (const { phrase, finds, passes } of [
    { phrase: 'not breathing', finds: 'NOT… breathing!', passes: 'breathing, not snoring' },
    { phrase: 'not ... breathing', finds: 'not really properly now breathing', passes: 'not one two three four breathing' },
    { phrase: '(hurt|hit hard) {him}', finds: 'i hit hard my 3 week old', passes: 'i hit him' },
    { phrase: '(really)? scared of', finds: 'scared of it', passes: 'scared' },
    { phrase: 'strangl* me', finds: 'he strangled me', passes: 'a strange man and me' },
    { phrase: 'fever & {baby}', finds: 'my baby is poorly. a fever since last night', passes: 'a fever' },
    { phrase: "can't stop", finds: 'i cannot stop', passes: 'i can stop' },
    { phrase: 'help', finds: 'helppp', passes: 'helpful' },
  ]) {
    const triage = triager([rule('r', [phrase])], GROUPS);
    it(`reads "${phrase}" in "${finds}"`, () => expect(triage([finds])?.rule).to.equal('r'));
    it(`does not read "${phrase}" in "${passes}"`, () => expect(triage([passes])).to.equal(undefined));
  }

  for (const { phrase, problem } of [
    { phrase: '{nobody} cries', problem: 'unknown group {nobody}' },
    { phrase: '(hurt|hit him', problem: 'does not close' },
    { phrase: 'hurt) him', problem: 'too many' },
    { phrase: 'hurt? him', problem: 'follows no bracket' },
    { phrase: '(really)?', problem: 'match every message' },
    { phrase: 'hurt [him]', problem: 'no word' },
    { phrase: '', problem: 'match every message' },
  ]) {
    it(`refuses "${phrase}" when it is made`, () => {
      expect(() => triager([rule('r', [phrase])], GROUPS)).to.throw(PhraseError, problem);
    });
  }

  it('refuses a group within itself', () => {
    const groups = new Map([['a', ['x {b}']], ['b', ['y {a}']]]);
    expect(() => triager([rule('r', ['{a}'])], groups)).to.throw(PhraseError, 'within itself');
  });

  it('names the file that an editor finds a broken phrase in', () => {
    const groups = new Map([['a', ['(x']]]);
    expect(() => triager([rule('r', ['(x'])], groups)).to.throw(PhraseError, 'knowledge/content/safety/rules/suicide/r.md: the phrase "(x"');
    expect(() => triager([rule('r', ['{a}'])], groups)).to.throw(PhraseError, 'knowledge/content/safety/word-groups.md: the phrase "(x"');
  });

  describe('an exception', () => {
    const triage = triager([rule('r', ['want to die'], { exceptPhrases: ['die laughing', 'film & want to die in it'] })]);

    it('excuses the words it touches', () => expect(triage(['i want to die laughing'])).to.equal(undefined));

    it('does not excuse the same words elsewhere in the message', () => {
      expect(triage(['i want to die laughing. really, i want to die'])?.rule).to.equal('r');
    });

    it('does not reach into the next sentence', () => {
      expect(triage(['i want to die. laughing does not help'])?.rule).to.equal('r');
    });

    it('with & needs all its parts', () => {
      expect(triage(['i want to die in it'])?.rule).to.equal('r');
      expect(triage(['a film. i want to die in it'])).to.equal(undefined);
    });

    it('of one rule does not excuse another', () => {
      const both = triager([rule('a', ['want to die'], { exceptPhrases: ['die laughing'] }), rule('b', ['die laughing'])]);
      expect(both(['i want to die laughing'])?.rule).to.equal('b');
    });
  });

  describe('with several concerns', () => {
    const triage = triager([
      rule('abuse', ['hits me'], { category: 'domestic-abuse' }),
      rule('sad', ['want to die']),
      rule('plan', ['tonight'], { urgency: 'emergency', row: 'now' }),
      rule('blue', ['blue'], { urgency: 'emergency', category: 'baby-medical' }),
      rule('grey', ['grey'], { urgency: 'emergency', category: 'baby-medical', row: 'blue' }),
    ]);

    it('tells the most pressing first and the others after it, each row once', () => {
      const concern = triage(['he hits me, want to die tonight, baby grey and blue']);
      expect(concern).to.include({ rule: 'blue', urgency: 'emergency' });
      expect(concern?.others?.map((other) => other.rule)).to.deep.equal(['plan', 'sad', 'abuse']);
    });

    it('joins what the texts show', () => {
      expect(triage(['want to die', 'hits me'])).to.deep.include({ rule: 'sad' });
      expect(triage(['want to die', 'hits me'])?.others?.map((other) => other.rule)).to.deep.equal(['abuse']);
    });

    it('is silent when there is none', () => expect(triage(['all is well', ''])).to.equal(undefined));
  });

  it('never throws, whatever is typed', () => {
    const words = fc.constantFrom('i', 'want', 'to', 'die', 'my', 'baby', 'not', 'hurt', '.', '?', '...', '\n', 'he', '💊');
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.array(words, { maxLength: 60 }).map((all) => all.join(' ')));
    fc.assert(fc.property(fc.array(anything, { maxLength: 3 }), (texts) => {
      const concern = productTriage(texts);
      return concern === undefined || concern.rule !== '';
    }), { numRuns: 1_000 });
  });

  it('gives the same answer twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(productTriage([text])).to.deep.equal(productTriage([text]));
    }));
  });

  for (const part of ['i want to die and my baby is not breathing ', 'my my my my ', 'the weather is nice. ', 'a', '.... ? ', ';']) {
    it(`takes time in proportion to the length for ${JSON.stringify(part)} over and over`, () => {
      const short = part.repeat(Math.ceil(25_000 / part.length));
      const long = part.repeat(Math.ceil(100_000 / part.length));
      const ratio = fastestMs(() => productTriage([long])) / fastestMs(() => productTriage([short]));
      expect(ratio).to.be.lessThan(12);
    }).timeout(60_000);
  }
});

/** The quickest of a few runs: the machine's other work only ever adds. */
function fastestMs(run: () => unknown): number {
  const times = Array.from({ length: 8 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

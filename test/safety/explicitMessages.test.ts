import { expect } from 'chai';
import { CONTENT, DANGER, HARMLESS, SURROUNDINGS, triage } from './safetyContent.ts';

const LONG = 'she feeds every three hours and sleeps well in the car. '.repeat(40);

describe('the explicit messages', () => {
  it('are at least 300 of danger in every category, and at least 100 harmless ones', () => {
    expect(DANGER.length).to.be.at.least(300);
    expect(HARMLESS.length).to.be.at.least(100);
    expect(new Set(DANGER.map(({ category }) => category)).size).to.equal(9);
  });

  it('of danger are all found', () => {
    expect(DANGER.filter(({ text }) => triage([text]) === undefined).map(({ text }) => text)).to.deep.equal([]);
  });

  it('of an emergency are never answered as merely urgent', () => {
    const emergencies = DANGER.filter(({ urgency }) => urgency === 'emergency');
    expect(emergencies.filter(({ text }) => triage([text])?.urgency !== 'emergency')).to.deep.equal([]);
  });

  it('are found with their category among the concerns', () => {
    const strays = DANGER.filter(({ text, category }) => {
      const concern = triage([text]);
      return ![concern, ...(concern?.others ?? [])].some((found) => found?.category === category);
    });
    expect(strays).to.deep.equal([]);
  });

  it('without danger are all let pass', () => {
    const stopped = HARMLESS.map((text) => ({ text, rule: triage([text])?.rule }));
    expect(stopped.filter(({ rule }) => rule !== undefined)).to.deep.equal([]);
  });

  for (const surround of SURROUNDINGS) {
    it(`of danger are found in: ${JSON.stringify(surround('…'))}`, () => {
      const missed = DANGER.filter(({ text }) => triage([surround(text)]) === undefined);
      expect(missed.map(({ text }) => text)).to.deep.equal([]);
    });
  }

  it('of danger are found after 2,000 characters', () => {
    expect(LONG.length).to.be.greaterThan(2_000);
    expect(DANGER.filter(({ text }) => triage([LONG + text]) === undefined)).to.deep.equal([]);
  });

  it('of danger are found with zero-width characters inside words', () => {
    const hidden = (text: string): string => text.replace(/(\p{L})(\p{L})/gu, '$1\u200B$2');
    expect(DANGER.filter(({ text }) => triage([hidden(text)]) === undefined)).to.deep.equal([]);
  });

  it('of danger are found when only the corrected text shows it', () => {
    for (const { text } of DANGER) expect(triage(['xxxx', text]), text).to.not.equal(undefined);
  });
});

describe('the safety rules', () => {
  for (const rule of CONTENT.safety.rules) {
    for (const example of rule.examples) {
      it(`${rule.id} finds "${example}"`, () => {
        const concern = triage([example]);
        const rows = [concern, ...(concern?.others ?? [])].map((found) => found?.row);
        expect(rows).to.include(rule.row);
        if (rule.urgency === 'emergency') expect(concern?.urgency).to.equal('emergency');
      });
    }
    for (const example of rule.counterExamples) {
      it(`${rule.id} and all others let "${example}" pass`, () => {
        expect(triage([example])?.rule).to.equal(undefined);
      });
    }
  }

  it('each have an example, a counter-example and a reply', () => {
    expect(CONTENT.safety.rules.length).to.be.greaterThan(30);
    const bare = CONTENT.safety.rules.filter(
      ({ row, examples, counterExamples }) =>
        examples.length === 0 || counterExamples.length === 0 || !CONTENT.safety.replies.has(row),
    );
    expect(bare.map(({ id }) => id)).to.deep.equal([]);
  });

  it('all except general questions', () => {
    const without = CONTENT.safety.rules.filter(({ exceptPhrases }) => !exceptPhrases.includes('{general question}'));
    expect(without.map(({ id }) => id)).to.deep.equal([]);
  });
});

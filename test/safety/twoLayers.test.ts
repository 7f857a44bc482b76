import { expect } from 'chai';
import { hear } from '../../language/heardText.ts';
import type { Classify } from '../../safety/classifier.ts';
import type { ConcernFound } from '../../safety/rule.ts';
import type { Triage } from '../../safety/triage.ts';
import { twoLayers } from '../../safety/twoLayers.ts';
import { CONTENT, DANGER, SURROUNDINGS, wholeTriage } from './safetyContent.ts';

const LONG = 'she feeds every three hours and sleeps well in the car. '.repeat(40);

const THOUGHTS: ConcernFound = { category: 'suicide', urgency: 'urgent', row: 'suicide-thoughts', rule: 'any' };
const PLAN: ConcernFound = { category: 'suicide', urgency: 'emergency', row: 'suicide-now-either', rule: 'classifier' };
const ABUSE: ConcernFound = { category: 'domestic-abuse', urgency: 'urgent', row: 'domestic-abuse', rule: 'classifier' };

const ruleFiring: Triage = (texts) => (texts.some((text) => hear(text).plain.includes('die')) ? THOUGHTS : undefined);
const judging = (lead: number, concern?: ConcernFound): Classify => {
  return () => (concern === undefined ? { lead } : { lead, concern });
};

describe('the two layers of triage', () => {
  const layers = (classify: Classify): Triage => twoLayers(ruleFiring, classify, { setAsideBelow: -1, neverSetAside: ['psychosis'] });

  it('say the more pressing concern, and keep the other', () => {
    expect(layers(judging(1, PLAN))(['i want to die'])).to.deep.equal({ ...PLAN, others: [THOUGHTS] });
  });

  it('say the rule, made for the case, when both are as pressing', () => {
    expect(layers(judging(1, { ...PLAN, urgency: 'urgent' }))(['i want to die'])).to.deep.equal(THOUGHTS);
    expect(layers(judging(1, ABUSE))(['i want to die'])).to.deep.equal({ ...THOUGHTS, others: [ABUSE] });
  });

  it('find what no rule foresaw', () => expect(layers(judging(1, ABUSE))(['he has my bank card'])).to.deep.equal(ABUSE));

  it('set a rule aside only where the classifier is all but sure', () => {
    expect(layers(judging(-1.01))(['i could die for a tea'])).to.equal(undefined);
    expect(layers(judging(-0.99))(['i could die for a tea'])).to.deep.equal(THOUGHTS);
  });

  it('never set aside a danger of the kinds named', () => {
    const triage = twoLayers(ruleFiring, judging(-9), { setAsideBelow: -1, neverSetAside: ['suicide'] });
    expect(triage(['i could die for a tea'])).to.deep.equal(THOUGHTS);
  });

  it('judge only the sentence that a rule fires in, whatever stands around it', () => {
    const classify: Classify = ([text = '']) => ({ lead: hear(text).plain === 'i want to die' ? 0 : -5 });
    expect(layers(classify)(['What a lovely day! i want to die. Thanks'])).to.deep.equal(THOUGHTS);
    expect(layers(classify)(['hello\ni want to die\nbye'])).to.deep.equal(THOUGHTS);
  });

  it('leave the rules to decide alone when the classifier throws', () => {
    const broken: Classify = () => {
      throw new Error('broken');
    };
    expect(layers(broken)(['i want to die'])).to.deep.equal(THOUGHTS);
    expect(layers(broken)(['good morning'])).to.equal(undefined);
  });
});

describe('the explicit messages, through both layers', () => {
  const triage = wholeTriage();

  it('of danger are all found', () => {
    expect(DANGER.filter(({ text }) => triage([text]) === undefined).map(({ text }) => text)).to.deep.equal([]);
  });

  it('of an emergency are never answered as merely urgent', () => {
    const emergencies = DANGER.filter(({ urgency }) => urgency === 'emergency');
    expect(emergencies.filter(({ text }) => triage([text])?.urgency !== 'emergency')).to.deep.equal([]);
  });

  for (const surround of SURROUNDINGS) {
    it(`of danger are found in: ${JSON.stringify(surround('…'))}`, () => {
      const missed = DANGER.filter(({ text }) => triage([surround(text)]) === undefined);
      expect(missed.map(({ text }) => text)).to.deep.equal([]);
    });
  }

  it('of danger are found after 2,000 characters', () => {
    expect(DANGER.filter(({ text }) => triage([LONG + text]) === undefined)).to.deep.equal([]);
  });

  it('leave the examples of every rule found, at its urgency', () => {
    const found = CONTENT.safety.rules.flatMap(({ id, urgency, examples }) =>
      examples.map((text) => ({ id, urgency, text, concern: triage([text]) })),
    );
    const lost = found.filter(({ urgency, concern }) => {
      return concern === undefined || (urgency === 'emergency' && concern.urgency === 'urgent');
    });
    expect(found.length).to.be.greaterThan(100);
    expect(lost.map(({ id, text }) => `${id}: ${text}`)).to.deep.equal([]);
  });
});

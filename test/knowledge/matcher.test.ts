import { expect } from 'chai';
import { dictionaryLookup, hashedWords } from '../../language/dictionary.ts';
import { matcher } from '../../knowledge/matcher.ts';
import type { MatchingSettings } from '../../knowledge/content.ts';
import { decide } from '../../knowledge/matcher/decide.ts';
import { trainMatcher } from '../../knowledge/matcher/trainMatcher.ts';

const SETTINGS: MatchingSettings = {
  answerAtLeast: -0.25,
  clarifyAtLeast: -0.7,
  marginAtLeast: 0.25,
  helpDialogAtLeast: -0.5,
  helpDialogWithin: 0.2,
  signpostAtLeast: -0.3,
  smalltalkAtLeast: -1,
  outOfScopeWithin: 0.15,
  oneWordAtLeast: -0.3,
  distressSignAtLeast: -0.7,
  illnessSignAtLeast: -0.7,
  deniedConcepts: new Map([['signs.clingy', 'clingy']]),
  neededConcepts: new Map([['bereavement', 'bereavement']]),
};

const CONCEPTS = [
  { name: 'baby', phrases: ['baby', 'lo', 'little one', 'bairn'] },
  { name: 'clingy', phrases: ['clingy', 'clinging'] },
];

const EXAMPLES = Object.entries({
  'signs.clingy': ['my baby is clingy', 'why is she so clingy', 'he will not be put down, clingy', 'clinging to me all day', 'clingy'],
  'help.who': ['who can i talk to about bonding', 'which person do i ask about my baby', 'who do i see', 'who helps with this'],
  'signpost:sleep': ['how do i get my baby to sleep', 'she wakes all night', 'naps are short', 'sleep routine'],
  'help-dialog': ['i can not cope any more', 'i cry all day and feel low', 'i feel nothing for my baby', 'i am overwhelmed'],
  'smalltalk:greeting': ['hi', 'hello there', 'good morning', 'hiya'],
  unanswerable: ['will it rain on saturday', 'a recipe for soup', 'who won the football', 'my printer is broken'],
}).flatMap(([label, texts]) => texts.map((text, i) => ({ label, voice: `voice ${i}`, text })));

const ENGLISH = EXAMPLES.flatMap(({ text }) => text.split(/\W+/));
const isEnglish = dictionaryLookup(hashedWords([...ENGLISH, 'the', 'is', 'not', 'at']));
const model = trainMatcher(EXAMPLES, CONCEPTS, isEnglish);
const match = matcher({ model, isEnglish, settings: SETTINGS });

describe('understanding a message', () => {
  for (const { text, kind, label } of [
    { text: 'my LO has gone so clingy', kind: 'answer', label: 'signs.clingy' },
    { text: 'who do I talk to about my baby', kind: 'answer', label: 'help.who' },
    { text: 'how do I get her to sleep', kind: 'signpost', label: 'signpost:sleep' },
    { text: 'I feel low and I cry all day', kind: 'help-dialog', label: 'help-dialog' },
    { text: 'hi', kind: 'smalltalk', label: 'smalltalk:greeting' },
    { text: 'who won the rugby on saturday', kind: 'unanswerable', label: 'unanswerable' },
    { text: 'моя дитина не спить', kind: 'signpost', label: 'signpost:language' },
    { text: 'میرا بچہ رو رہا ہے', kind: 'signpost', label: 'signpost:language' },
  ]) {
    it(`understands "${text}" as ${label}`, () => {
      expect(match(text)).to.deep.include({ kind }).and.to.have.nested.property('best.label', label);
    });
  }

  for (const text of ['', '   ', '\u200b', '?!', '😭', '👶👶', 'football']) {
    it(`offers topics and guesses none for ${JSON.stringify(text)}`, () => {
      expect(match(text)).to.deep.include({ kind: 'clarification', candidates: [] });
    });
  }

  it('takes one word for a topic when it clearly names one', () => {
    expect(match('clingy??').best.label).to.equal('signs.clingy');
  });

  it('does not answer a denial as its opposite', () => {
    for (const text of ['she is NOT clingy', 'my baby is not at all clingy']) {
      const { kind, best } = match(text);
      expect(kind, text).to.equal('clarification');
      expect(best.label, text).to.equal('clarification');
    }
  });

  it('reads a misspelt message as what was meant, and says how', () => {
    const { corrected, best } = match('my baby is soooo clingyy');
    expect(corrected).to.contain('clingy').and.not.contain('clingyy');
    expect(best.label).to.equal('signs.clingy');
  });

  it('gives the same understanding every time', () => {
    const other = matcher({ model: trainMatcher(EXAMPLES, CONCEPTS, isEnglish), isEnglish, settings: SETTINGS });
    for (const { text } of EXAMPLES) expect(other(text)).to.deep.equal(match(text));
  });

  it('reads the first 2,000 characters of a message and no more', () => {
    const long = 'my baby is clingy '.repeat(120).slice(0, 2_000);
    expect(match(`${long} ${'who won the football '.repeat(5_000)}`)).to.deep.equal(match(long));
  });
});

describe('deciding between labels', () => {
  const reading = { words: ['two', 'words'], wasCorrected: false, concepts: [], features: { words: [], pairs: [], pieces: [] } };
  const decideOn = (scores: Record<string, number>, neverOffered: string[] = []): ReturnType<typeof decide> => {
    const ranked = Object.entries(scores).map(([label, score]) => ({ label, score }));
    return decide(reading, ranked, { settings: SETTINGS, neverOffered: new Set(neverOffered), isEnglish });
  };

  it('gives the best passage when it leads, and names its runners-up', () => {
    const decision = decideOn({ 'signs.clingy': 0.6, 'help.who': 0.1, 'smalltalk:joke': 0, 'signpost:sleep': -0.1 });
    expect(decision).to.deep.include({ kind: 'answer', alternatives: ['help.who', 'signpost:sleep'] });
  });

  it('offers up to three when the best does not lead', () => {
    const decision = decideOn({ 'signs.clingy': 0.6, 'help.who': 0.5, 'signpost:sleep': 0.1, 'help-dialog': -0.9, 'help.ask': -1 });
    expect(decision.kind).to.equal('clarification');
    expect(decision.candidates.map(({ label }) => label)).to.deep.equal(['signs.clingy', 'help.who', 'signpost:sleep']);
  });

  it('never offers a passage that is only for a direct question', () => {
    const { alternatives } = decideOn({ 'signs.clingy': 0, 'signs.withdrawn': -0.1, 'help.who': -0.2 }, ['signs.withdrawn']);
    expect(alternatives).to.deep.equal(['signs.clingy', 'help.who']);
  });

  it('meets distress before a question that scores a little higher', () => {
    expect(decideOn({ 'signs.clingy': 0.4, 'help-dialog': 0.3 }).kind).to.equal('help-dialog');
    expect(decideOn({ 'signs.clingy': 1.2, 'help-dialog': -0.2 }).kind).to.equal('answer');
  });

  it('offers topics for one word that names none clearly', () => {
    const oneWord = { ...reading, words: ['baby'] };
    const ranked = [{ label: 'signs.clingy', score: -0.4 }];
    const decision = decide(oneWord, ranked, { settings: SETTINGS, neverOffered: new Set(), isEnglish });
    expect(decision).to.deep.include({ kind: 'clarification', candidates: [] });
  });

  it('declines one word that is none', () => {
    const ranked = [{ label: 'unanswerable', score: 0.4 }];
    const rules = { settings: SETTINGS, neverOffered: new Set<string>(), isEnglish };
    expect(decide({ ...reading, words: ['asdfgh'] }, ranked, rules).kind).to.equal('unanswerable');
    expect(decide({ ...reading, words: ['football'] }, ranked, rules).kind).to.equal('clarification');
  });

  it('declines when nothing scores enough, or something else is as likely', () => {
    expect(decideOn({ 'signs.clingy': -0.9, unanswerable: -1.2 }).kind).to.equal('unanswerable');
    expect(decideOn({ 'signs.clingy': -0.5, unanswerable: -0.55 }).kind).to.equal('unanswerable');
    expect(decideOn({ 'signs.clingy': -0.5, unanswerable: -1 }).kind).to.equal('clarification');
  });
});

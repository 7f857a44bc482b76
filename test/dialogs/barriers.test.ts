import { expect } from 'chai';
import { barrierFinder } from '../../dialogs/barriers.ts';
import { furnishedDialogs } from './furnished.ts';
import { Story } from './story.ts';

const { content, match } = furnishedDialogs();
const BARRIERS = [...content.barriers.values()];
const find = barrierFinder(BARRIERS, content.safety.wordGroups);

function idsIn(text: string): string[] {
  const { corrected } = match(text);
  return find([text, corrected]).map(({ id }) => id);
}

describe('the barriers', () => {
  it('are there: a baby elsewhere, fear for the baby, no voice, no phone, no credit, no English, a child, a grave subject, getting better, taking it back', () => {
    const ids = 'apart-from-baby cannot-phone cannot-talk-now grave-subject language-at-111 no-credit seems-better take-my-baby taking-it-back under-18';
    expect([...content.barriers.keys()].sort()).to.deep.equal(ids.split(' '));
  });

  for (const { id, examples, counterExamples } of BARRIERS) {
    it(`find every example of ${id}`, () => {
      expect(examples.filter((text) => !idsIn(text).includes(id))).to.deep.equal([]);
    });
    it(`find no counter-example of ${id}`, () => {
      expect(counterExamples.filter((text) => idsIn(text).includes(id))).to.deep.equal([]);
    });
  }

  it('are not what a button says', () => {
    const titles = [...(content.interface.get('choices')?.words.values() ?? [])];
    const passages = [...content.entries.values()].map(({ button }) => button);
    expect([...titles, ...passages].filter((title) => idsIn(title).some((id) => id !== 'taking-it-back'))).to.deep.equal([]);
  });

  it('stand in the way of hardly any question that was written as a way of asking', () => {
    const wordings = [...content.entries.values()].flatMap((entry) => entry.wordings);
    const stopped = wordings.filter(({ text }) => find([text]).some(({ when }) => when === 'always'));
    expect(stopped.length / wordings.length, stopped.map(({ text }) => text).join('\n')).to.be.below(0.005);
  });
});

describe('a parent who fears that the baby will be taken', () => {
  it('is not promised anything, told what is usual, and given a line', () => {
    const reply = new Story().says('if i tell someone will they take my baby');
    expect(reply.kind).to.equal('help-dialog');
    expect(reply.text).to.include('Nobody can promise').and.include('most parents who ask for help keep their baby').and.include('116 123');
  });
});

describe('a parent who cannot speak or phone', () => {
  for (const { text, gets } of [
    { text: 'i cant talk out loud right now', gets: ['85258', '999', 'press 55', 'text 999 only if your phone was registered before'] },
    { text: 'im deaf how do i get help', gets: ['999bsl.co.uk', '18000', 'text 999 only if your phone was registered before', '85258'] },
    { text: 'ive no credit on my phone', gets: ['999', '116 123', '111 is free', 'Northern Ireland has no 111', '85258'] },
    { text: 'my english is not good', gets: ['say your language', '999', '116 123', 'Northern Ireland'] },
  ]) {
    it(`who writes "${text}" is told another way`, () => {
      const reply = new Story().says(text);
      for (const part of gets) expect(reply.text).to.include(part);
    });
  }
});

describe('a parent under 18', () => {
  it('is given Childline beside the answer', () => {
    const reply = new Story().says('im 15 and my baby cries every time i leave the room');
    expect(reply.kind).to.not.equal('crisis');
    expect(reply.text).to.include('0800 1111');
  });

  it('is given Childline in every crisis reply from then on, before its last line', () => {
    const story = new Story();
    story.says('im only 16 and just had a baby');
    const crisis = story.says('i want to kill myself');
    expect(crisis.kind).to.equal('crisis');
    expect(crisis.text).to.include('0800 1111');
    expect(crisis.bubbles.at(-1)?.text).to.match(/I have told nobody\.$/);
    expect(crisis.buttons).to.not.be.empty;
  });

  it('is not what a parent of a teenager is taken for', () => {
    expect(new Story().says('my 15 year old keeps waking the baby').text).to.not.include('0800 1111');
  });
});

describe('somebody who asks about a grave subject', () => {
  for (const text of [
    'how do i support a mum with suicidal thoughts',
    'what are the signs of postnatal depression',
    'as a health visitor how do i talk to parents about domestic abuse',
  ]) {
    it(`is not interrupted, and has the lines beside the reply: "${text}"`, () => {
      const reply = new Story().says(text);
      expect(reply.kind).to.not.equal('crisis');
      expect(reply.text).to.include('999').and.include('116 123').and.include('85258');
    });
  }
});

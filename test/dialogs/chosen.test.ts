import { expect } from 'chai';
import { chosen, named } from '../../dialogs/chosen.ts';

const OFFERED = named([
  { id: 'more', title: 'Tell me more' },
  { id: 'safe', title: 'Helping my baby feel safe' },
  { id: 'other', title: 'Not what I meant' },
]);

describe('a typed choice', () => {
  for (const { typed, means } of [
    { typed: 'Tell me more', means: 'more' },
    { typed: 'tell me more!!', means: 'more' },
    { typed: 'TELL ME MORE', means: 'more' },
    { typed: 'tell me mroe', means: 'more' },
    { typed: 'tel me more', means: 'more' },
    { typed: 'not what i ment', means: 'other' },
    { typed: '2', means: 'safe' },
    { typed: '2.', means: 'safe' },
    { typed: 'two', means: 'safe' },
    { typed: 'number 2', means: 'safe' },
    { typed: 'the second one', means: 'safe' },
    { typed: 'second please', means: 'safe' },
    { typed: 'the first one', means: 'more' },
    { typed: 'option 1', means: 'more' },
    { typed: 'one', means: 'more' },
    { typed: 'the last one', means: 'other' },
  ]) {
    it(`"${typed}" is understood`, () => {
      expect(chosen(typed, OFFERED)?.id).to.equal(means);
    });
  }

  for (const typed of [
    '',
    '7',
    'the seventh one',
    'is it normal that my baby is clingy',
    'she is 2',
    'my first baby',
    'two babies',
    'more',
    'tell my mum',
    'help me now',
    'x'.repeat(100_000),
  ]) {
    it(`"${typed.slice(0, 40)}" is something else`, () => {
      expect(chosen(typed, OFFERED)).to.equal(undefined);
    });
  }

  it('is nothing when nothing was offered', () => {
    expect(chosen('1', [])).to.equal(undefined);
  });
});

import { expect } from 'chai';
import { itFinds, problemsWith, replace } from '../contentFolder.ts';

describe('the check of our own words', () => {
  itFinds([
    {
      fault: 'a bubble of more than 40 words',
      changes: { 'messages/menu.md': replace('You can', `${'word '.repeat(40)}you can`) },
      found: /menu\.md: "## Say" has a paragraph of 45 words, at most 40/u,
    },
    {
      fault: 'an exclamation mark',
      changes: { 'messages/menu.md': replace('116 123.', '116 123!') },
      found: '"## Say" has an exclamation mark',
    },
    {
      fault: 'a parent called mum',
      changes: { 'messages/menu.md': replace('You can', 'Mum, you can') },
      found: '"## Say" says "mum"',
    },
    {
      fault: 'a mum on a button',
      changes: { 'interface/choices.md': replace('not-now: Tap here', 'not-now: I am a mum') },
      found: '"not-now" says "mum"',
    },
    {
      fault: 'a telephone number that no service has',
      changes: { 'messages/menu.md': replace('116 123', '0808 196 1776') },
      found: 'gives the number 0808 196 1776, which no file in services/ has',
    },
    {
      fault: 'a telephone number of three digits that no service has',
      changes: { 'messages/menu.md': replace('116 123', '101') },
      found: 'gives the number 101',
    },
  ]);

  it('accepts numbers that are no telephone numbers', () => {
    const words = 'At 38.5 degrees, 24 hours a day, in 2026, for £12345 or 100%, press 55.';
    expect(problemsWith({ 'messages/menu.md': replace('You can ring 116 123.', words) })).to.deep.equal([]);
  });

  it('says a fault that shows in several bubbles once', () => {
    const twice = replace('You can ring 116 123.', 'Ring 101.\n\nRing 101.');
    expect(problemsWith({ 'messages/menu.md': twice })).to.have.lengthOf(1);
  });
});

import { itFinds, problemsWith, replace } from '../contentFolder.ts';
import { expect } from 'chai';

const FILE = 'barriers/no-credit.md';
const BARRIER = `---
id: no-credit
when: always
owner: digital lead
says_when: A parent has no credit
choices: []
services: []
status: draft
reviewed_by: ""
reviewed_on: ""
review_by: ""
---

## Phrases

- no credit

## Examples

- i have no credit

## Counter-examples

- universal credit

## Say

You can ring 116 123 with no credit.
`;

describe('the check of barriers', () => {
  it('finds nothing wrong with a whole one', () => {
    expect(problemsWith({ [FILE]: BARRIER })).to.deep.equal([]);
  });

  itFinds([
    { fault: 'no word on when it is said', changes: { [FILE]: BARRIER.replace('when: always\n', '') }, found: `${FILE}: "when" is missing` },
    { fault: 'an unknown time to say it', changes: { [FILE]: BARRIER.replace('when: always', 'when: never') }, found: '"when" cannot be "never"' },
    { fault: 'no owner', changes: { [FILE]: BARRIER.replace('owner: digital lead\n', '') }, found: '"owner" is missing' },
    { fault: 'no counter-example', changes: { [FILE]: BARRIER.replace('- universal credit', '') }, found: '"## Counter-examples" is missing or empty' },
    { fault: 'nothing to say', changes: { [FILE]: BARRIER.replace('You can ring 116 123 with no credit.', '') }, found: '"## Say" is missing or empty' },
    { fault: 'a number that no service has', changes: { [FILE]: BARRIER.replace('116 123', '0800 000') }, found: 'which no file in services/ has' },
    { fault: 'a group of words that is not there', changes: { [FILE]: BARRIER.replace('- no credit', '- no {money}') }, found: '{money}' },
    { fault: 'a service that is not there', changes: { [FILE]: BARRIER.replace('services: []', 'services: [nobody]') }, found: '"services" names "nobody"' },
    { fault: 'an exclamation mark', changes: { [FILE]: BARRIER.replace('no credit.\n', 'no credit!\n') }, found: 'exclamation mark' },
  ]);

  it('looks at the words for after danger, too', () => {
    const changes = { 'smalltalk/thanks.md': replace('## Say\n', '## After danger\n\nHurray!\n\n## Say\n') };
    expect(problemsWith(changes).join('\n')).to.include('"## After danger" has an exclamation mark');
  });
});

import { itFinds, replace } from '../contentFolder.ts';

describe('the check of crisis replies', () => {
  itFinds([
    {
      fault: 'a crisis reply of more than 90 words',
      changes: { 'safety/replies/suicide-now.md': replace('Or ring', `${'word '.repeat(86)}or ring`) },
      found: '"## First" has 93 words in all, at most 90',
    },
    {
      fault: 'a crisis reply of four bubbles',
      changes: { 'safety/replies/suicide-now.md': replace('## Again', 'Three.\n\nFour.\n\n## Again') },
      found: '"## First" has 4 paragraphs, at most 3',
    },
    {
      fault: 'a crisis reply that does not begin with the action alone',
      changes: { 'safety/replies/suicide-now.md': replace('999 now.', `999 now. ${'word '.repeat(18)}`) },
      found: 'The first paragraph of "## First" has 21 words, at most 20',
    },
  ]);
});

import { itFinds, replace } from '../contentFolder.ts';

describe('the check of safety rules', () => {
  itFinds([
    {
      fault: 'a kind of danger that no rule looks for',
      changes: { 'safety/rules/psychosis/psychosis-now.md': undefined },
      found: 'safety/rules/psychosis: There is no rule for this danger',
    },
    {
      fault: 'two rules of one name',
      changes: { 'safety/rules/suicide/psychosis-now.md': '---\nid: psychosis-now\n---\n' },
      found: 'safety/rules/suicide/psychosis-now.md: The rule "psychosis-now" stands in another folder too',
    },
    {
      fault: 'a phrase with an unknown group of words',
      changes: { 'safety/rules/suicide/suicide-now.md': replace('{self}', '{gone}') },
      found: 'names the group {gone}',
    },
    {
      fault: 'a rule in the wrong folder',
      changes: { 'safety/rules/suicide/suicide-now.md': replace('category: suicide', 'category: psychosis') },
      found: '"category" is the name of the folder',
    },
  ]);
});

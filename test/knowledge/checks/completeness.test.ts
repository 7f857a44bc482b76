import { itFinds, replace } from '../contentFolder.ts';

describe('the check that everything is there', () => {
  itFinds([
    {
      fault: 'a missing passage',
      changes: { 'entries/help/help.ask.md': undefined },
      found: 'entries/help/help.ask.md: This file is missing',
    },
    {
      fault: 'a missing signpost',
      changes: { 'signposts/dads.md': undefined },
      found: 'signposts/dads.md: This file is missing',
    },
    {
      fault: 'a missing smalltalk',
      changes: { 'smalltalk/insult.md': undefined },
      found: 'smalltalk/insult.md: This file is missing',
    },
    {
      fault: 'a missing message that the dialogs say',
      changes: { 'messages/deleted.md': undefined },
      found: 'messages/deleted.md: This file is missing',
    },
    {
      fault: 'a missing title of a button',
      changes: { 'interface/choices.md': replace('  not-now: Tap here\n', '') },
      found: 'The button "not-now" has no title',
    },
    {
      fault: 'missing settings',
      changes: { 'settings/matching.md': undefined },
      found: 'settings/matching.md: This file is missing',
    },
  ]);
});

import { itFinds, replace } from '../contentFolder.ts';

const HARDEST = 'dialogs/help/hardest.md';

describe('the check of the help dialog', () => {
  itFinds([
    { fault: 'a step that is missing', changes: { [HARDEST]: undefined }, found: `${HARDEST}: This file is missing` },
    {
      fault: 'a part that is missing',
      changes: { [HARDEST]: replace('## Come back\n\nYou can ring 116 123.', '') },
      found: `${HARDEST}: "## Come back" is missing`,
    },
    {
      fault: 'a step that names nobody to contact',
      changes: { [HARDEST]: replace('You can ring 116 123.', 'What is hardest?') },
      found: `${HARDEST}: "## Say" has a paragraph without a person to contact`,
    },
    {
      fault: 'a phrase under two answers',
      changes: { [HARDEST]: replace('- stop', '- stop\n\n### help-skip\n\n- Stop!') },
      found: `${HARDEST}: "stop" stands under two answers`,
    },
    {
      fault: 'an answer that is no button',
      changes: { [HARDEST]: replace('### help-stop', '### help-stopp') },
      found: `${HARDEST}: "### help-stopp" is no button`,
    },
    {
      fault: 'an answer without a card',
      changes: {
        [HARDEST]: replace('choices: []', 'choices: [hardest-new]'),
        'interface/choices.md': replace('words:\n', 'words:\n  hardest-new: Something new\n'),
      },
      found: `${HARDEST}: "choices" offers hardest-new, which has no file of its own`,
    },
    {
      fault: 'a bubble that is too long',
      changes: { [HARDEST]: replace('You can ring 116 123.', `${'word '.repeat(40)}116 123.`) },
      found: `${HARDEST}: "say" has a paragraph of 42 words`,
    },
    {
      fault: 'a phrase under no answer',
      changes: { [HARDEST]: replace('### help-stop', '') },
      found: 'This stands under no answer',
    },
  ]);
});

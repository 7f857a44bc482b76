import { itFinds, replace } from '../contentFolder.ts';

const clingy = 'entries/signs/signs.clingy.md';

describe('the check of wordings', () => {
  itFinds([
    {
      fault: 'the same wording for two passages',
      changes: { [clingy]: replace('what about signs.clingy', 'What about help who?') },
      found: /"What about help who\?" stands in|"what about help\.who" stands in/u,
    },
    {
      fault: 'the same wording twice in one file',
      changes: { [clingy]: replace('- what about signs.clingy', '- clingy\n- Clingy?') },
      found: '"Clingy?" stands here twice',
    },
  ]);
});

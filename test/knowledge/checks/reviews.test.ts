import { approval, approved, itFinds, replace } from '../contentFolder.ts';

const line = 'services/line.md';

describe('the check of signatures', () => {
  itFinds([
    {
      fault: 'a check without the name of who checked',
      changes: { [line]: replace('checked_on: ""', 'checked_on: 2026-11-01') },
      found: '"checked_on" and "checked_by" belong together',
    },
    {
      fault: 'approval without a name',
      changes: { 'messages/menu.md': replace('status: draft', 'status: approved') },
      found: 'Approved needs all of',
    },
    {
      fault: 'a review more than 12 months away',
      changes: { 'messages/menu.md': approved('2026-05-01', '2027-05-02') },
      found: 'up to review_by: 2027-05-01',
    },
    {
      fault: 'a review of a helpline more than 3 months away',
      changes: { [line]: replace('id: line', `id: line\n${approval('2026-05-01', '2026-08-02')}`) },
      found: 'up to review_by: 2026-08-01',
    },
  ]);
});

import { itFinds, replace } from '../contentFolder.ts';

const line = 'services/line.md';

describe('the check of services', () => {
  itFinds([
    {
      fault: 'a day that is not in the calendar',
      changes: { [line]: replace('stated_on: 2026-10', 'stated_on: 2026-02-30') },
      found: '"stated_on" is no day of the calendar',
    },
    {
      fault: 'no day for the facts of a service',
      changes: { [line]: replace('stated_on: 2026-10\n', '') },
      found: '"stated_on" is missing',
    },
    {
      fault: 'a call button with another number',
      changes: { [line]: replace('Line: 116 123', 'Line: 999') },
      found: '"call_label" does not show the number of "phone"',
    },
    {
      fault: 'a number without a button',
      changes: { [line]: replace('call_label: "Ring The Line: 116 123"\n', '') },
      found: '"phone" has no button',
    },
    {
      fault: 'a button without a number',
      changes: { [line]: replace('always: true', 'web_label: Look\nalways: true') },
      found: '"web_label" is a button without "website"',
    },
    {
      fault: 'a website without https',
      changes: { [line]: replace('always: true', 'website: example.org\nweb_label: Look\nalways: true') },
      found: '"website" is a whole address',
    },
    {
      fault: 'an unknown nation',
      changes: { [line]: replace('nations: []', 'nations: [uk]') },
      found: '"nations" cannot be "uk". Known: england, scotland, wales, northern-ireland',
    },
  ]);
});

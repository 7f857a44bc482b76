import { itFinds, replace } from '../contentFolder.ts';

const clingy = 'entries/signs/signs.clingy.md';

describe('the check of links', () => {
  itFinds([
    {
      fault: 'a related passage that does not exist',
      changes: { [clingy]: replace('related: []', 'related: [signs.gone]') },
      found: '"related" names "signs.gone". There is no entry',
    },
    {
      fault: 'a related passage that is given only when asked',
      changes: { [clingy]: replace('related: []', 'related: [signs.withdrawn]') },
      found: 'signs.withdrawn, which is given only when asked',
    },
    {
      fault: 'a passage for charities offered to parents',
      changes: { [clingy]: replace('related: []', 'related: [charities.society]') },
      found: 'offers charities.society to parents',
    },
    {
      fault: 'a message before the quotation that does not exist',
      changes: { [clingy]: replace('related: []', 'before: gone') },
      found: '"before" names "gone". There is no file of that name in messages/',
    },
    {
      fault: 'a message after the quotation that does not exist',
      changes: { [clingy]: replace('related: []', 'after: gone') },
      found: '"after" names "gone"',
    },
    {
      fault: 'a next step without a title',
      changes: { [clingy]: replace('related: []', 'next_step: gone') },
      found: '"next_step" names "gone"',
    },
    {
      fault: 'a choice without a title',
      changes: { 'messages/menu.md': replace('choices: []', 'choices: [gone]') },
      found: '"choices" names "gone". Give it a title',
    },
    {
      fault: 'a choice that asks for no passage',
      changes: { 'messages/menu.md': replace('choices: []', 'choices: ["ask:gone"]') },
      found: '"choices" names "ask:gone"',
    },
    {
      fault: 'a service that does not exist',
      changes: { 'smalltalk/joke.md': replace('[line]', '[gone]') },
      found: '"services" names "gone". There is no file of that name in services/',
    },
    {
      fault: 'a crisis reply with a service that does not exist',
      changes: { 'safety/replies/suicide-now.md': replace('action_services: [line]', 'action_services: [gone]') },
      found: '"action_services" names "gone"',
    },
    {
      fault: 'a rule without a reply',
      changes: { 'safety/rules/suicide/suicide-now.md': replace('row: suicide-now', 'row: gone') },
      found: '"row" names "gone"',
    },
    {
      fault: 'a source that does not exist',
      changes: { [clingy]: replace('source: talk', 'source: gone') },
      found: '"source" names "gone"',
    },
    {
      fault: 'a denied concept of a passage that does not exist',
      changes: { 'settings/matching.md': replace('signs.clingy: clingy', 'signs.gone: clingy') },
      found: '"denied_concepts" names "signs.gone"',
    },
    {
      fault: 'a needed concept of a signpost that does not exist',
      changes: { 'settings/matching.md': replace('  sleep: sleep', '  gone: sleep') },
      found: '"needed_concepts" names "gone"',
    },
  ]);
});

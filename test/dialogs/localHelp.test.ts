import { expect } from 'chai';
import { BLANK_CONVERSATION, type Conversation } from '../../dialogs/conversation.ts';
import { dialogsFrom } from '../../dialogs/dialogs.ts';
import { helpServices } from '../../dialogs/helpServices.ts';
import type { Content } from '../../knowledge/content.ts';
import { loadContent } from '../../knowledge/loadContent.ts';
import { itFinds, withContent } from '../knowledge/contentFolder.ts';
import { furnishedDialogs } from './furnished.ts';

const HELPLINE = `---
id: helpline
name: "Example Family Line"
area: "for families in Exampleshire"
phone: "01632 960000"
call_label: "Ring us: 01632 960000"
always: false
hours: "Monday to Friday, 9 am to 5 pm"
nations: []
privacy: https://example.org/privacy
privacy_label: "How we look after your data"
stated_on: 2026-11
stated_by: "our own office"
checked_on: ""
checked_by: ""
never_withheld: false
status: draft
reviewed_by: ""
reviewed_on: ""
review_by: ""
---

## Say

One of us answers. Ring 01632 960000.

## Privacy

This page says how we look after data:
`;

const FILE = 'local/helpline.md';
const local = withContent({ [FILE]: HELPLINE }, (folder) => loadContent(folder).content.local);
const { content, match } = furnishedDialogs();
const withLocal: Content = { ...content, ...(local === undefined ? {} : { local }) };
const { takeTurn } = dialogsFrom(withLocal, match);

function texts(text: string, conversation: Conversation = BLANK_CONVERSATION): readonly string[] {
  return takeTurn(conversation, { id: 'm', channel: 'test', text }, 0).replies.map((reply) => reply.text);
}

describe("the charity's own helpline", () => {
  it('is absent by default', () => expect(content.local).to.equal(undefined));

  it('is read with its area, its hours and its words on data', () => {
    expect(local).to.deep.include({ area: 'for families in Exampleshire' });
    expect(local?.service.hours).to.equal('Monday to Friday, 9 am to 5 pm');
    expect(local?.privacy?.website).to.equal('https://example.org/privacy');
  });

  for (const text of ['talk to a person', 'i feel so low all the time', 'how much child benefit do i get']) {
    it(`is shown before any other after "${text}"`, () => {
      const said = texts(text);
      const own = said.findIndex((bubble) => bubble.includes('01632 960000'));
      const others = said.findIndex((bubble) => bubble.includes('116 123'));
      expect(own).to.be.greaterThan(-1);
      expect(others === -1 || own < others).to.equal(true);
      expect(said[own]).to.include('for families in Exampleshire').and.include('Monday to Friday, 9 am to 5 pm');
    });
  }

  it('is not shown in a crisis reply, nor later in a conversation that was about an emergency', () => {
    const danger = takeTurn(BLANK_CONVERSATION, { id: 'm', channel: 'test', text: 'my baby is blue and not breathing' }, 0);
    expect(danger.replies.map(({ text }) => text).join('\n')).to.not.include('01632');
    expect(texts('talk to a person', danger.conversation).join('\n')).to.not.include('01632');
  });

  it('gives its words on data where a parent asks what is kept', () => {
    const { replies } = takeTurn(BLANK_CONVERSATION, { id: 'm', channel: 'test', text: 'who can see this chat' }, 0);
    expect(replies.at(-1)?.text).to.equal('This page says how we look after data: https://example.org/privacy');
    expect(replies.at(-1)?.card?.contacts[0]?.value).to.equal('https://example.org/privacy');
    expect(replies.at(-1)?.choices).to.not.be.empty;
  });

  it('comes first on the help page, below the lines for danger', () => {
    expect(helpServices(withLocal)[0]?.name).to.equal('Example Family Line, for families in Exampleshire');
    expect(helpServices(content)[0]?.id).to.equal('emergency-999');
  });

  itFinds([
    { fault: 'a helpline without its area', changes: { [FILE]: HELPLINE.replace(/area: .*\n/u, '') }, found: `${FILE}: "area" is missing` },
    {
      fault: 'a helpline whose words lack its number',
      changes: { [FILE]: HELPLINE.replace('Ring 01632 960000.', 'Ring us.') },
      found: '"## Say" does not give the number',
    },
    { fault: 'a page on data without https', changes: { [FILE]: HELPLINE.replace('https://example.org/privacy', 'example.org') }, found: '"privacy" is a whole address' },
    { fault: 'any other file beside it', changes: { 'local/other.md': HELPLINE }, found: 'local/other.md: Files here are not read' },
  ]);
});

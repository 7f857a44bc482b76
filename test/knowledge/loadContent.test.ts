import { expect } from 'chai';
import { ContentError } from '../../knowledge/contentProblem.ts';
import { PASSAGE_IDS } from '../../knowledge/contentIds.ts';
import { checkedContent, loadContent } from '../../knowledge/loadContent.ts';
import { approved, itFinds, problemsWith, replace, sentenceOf, withContent } from './contentFolder.ts';

describe('loading content', () => {
  it('gives passages in the order of the interview, with the question and the speaker', () => {
    const content = withContent({}, checkedContent);
    expect([...content.entries.keys()]).to.deep.equal([...PASSAGE_IDS]);
    expect(content.entries.get('signs.clingy')).to.deep.include({
      question: 'What is said of signs?',
      group: 'signs',
      speaker: 'Ann Example',
      shortAnswer: [sentenceOf('signs.clingy')],
      fullAnswer: [],
      wordings: [{ voice: 'a tired parent', text: 'what about signs.clingy' }],
    });
  });

  it('gives services, messages, rules, replies, buttons and settings by their ids', () => {
    const content = withContent({}, checkedContent);
    expect(content.services.get('line')).to.deep.include({ phone: '116 123', always: true, neverWithheld: true, statedOn: '2026-10' });
    expect(content.messages.get('welcome')).to.deep.include({ say: ['You can ring 116 123.'], sayAgain: [], services: ['line'] });
    expect(content.signposts.get('sleep')?.button).to.equal('Who can help');
    expect(content.safety.rules.at(-1)).to.deep.include({ id: 'suicide-now', phrases: ['kill {self}'], exceptPhrases: [] });
    expect(content.safety.wordGroups.get('self')).to.deep.equal(['myself', 'me']);
    expect(content.safety.replies.get('suicide-now')?.first).to.deep.equal(['Ring 999 now.', 'Or ring 116 123.']);
    expect(content.interface.get('choices')?.words.get('not-now')).to.equal('Tap here');
    expect(content.matching).to.deep.include({ answerAtLeast: 0.5, clarifyAtLeast: 0.1 });
    expect(content.matching.deniedConcepts.get('signs.clingy')).to.equal('clingy');
  });

  it('lists what no clinician has signed', () => {
    const { drafts } = withContent({ 'messages/welcome.md': approved('2026-05-01', '2027-05-01') }, checkedContent);
    expect(drafts).to.include('entries/signs/signs.clingy').and.not.include('messages/welcome');
  });

  it('quotes the source even where an entry has straight quotation marks', () => {
    const straight = (text: string): string => text.replaceAll(/[‘’]/gu, "'");
    const content = withContent({ 'entries/help/help.who.md': straight }, checkedContent);
    expect(content.entries.get('help.who')?.shortAnswer).to.deep.equal([sentenceOf('help.who')]);
  });

  it('reads files with Windows line ends and a byte order mark the same', () => {
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const changed = withContent({ 'entries/help/help.who.md': windows, 'services/line.md': windows }, checkedContent);
    expect(changed).to.deep.equal(withContent({}, checkedContent));
  });

  it('leaves a charity’s own folder, notes and other settings alone', () => {
    const extra = { 'local/README.md': 'Ours', 'messages/README.md': 'Notes', 'settings/concepts.md': '---\nid: concepts\n---\nFree text' };
    expect(problemsWith(extra)).to.deep.equal([]);
  });

  it('refuses a broken folder with every problem at once, grouped by file', () => {
    const broken = { 'services/line.md': replace('phone: "116 123"', 'phone: 0800'), 'smalltalk/joke.md': undefined, 'messages/menu.md': replace('## Say', '## Says') };
    const error = withContent(broken, (folder) => caught(() => checkedContent(folder)));
    expect(error).to.be.instanceOf(ContentError).and.include({ code: 'CONTENT_INVALID' });
    expect(error.message).to.match(/menu\.md\n( {2}- .+\n){2}.+services\/line\.md\n( {2}- .+\n)+.+smalltalk\/joke\.md\n {2}- This file is missing/u);
    expect(error.message).to.contain('  - line 5: "phone" lost its first zero. Put quotation marks around it: phone: "0800"');
  });

  it('says so when the folder is not there', () => {
    expect(loadContent('/nowhere/at/all').problems[0]?.what).to.contain('cannot be read (ENOENT)');
  });
});

describe('the content check', () => {
  it('finds nothing wrong with a valid folder', () => {
    expect(problemsWith({})).to.deep.equal([]);
  });

  itFinds([
    {
      fault: 'an id that is not the file’s name',
      changes: { 'entries/signs/signs.clingy.md': replace('id: signs.clingy', 'id: signs.clingi') },
      found: 'Write id: signs.clingy, or rename',
    },
    {
      fault: 'a file in no known folder',
      changes: { 'messages/old/welcome.md': '' },
      found: 'messages/old/welcome.md: Files here are not read',
    },
    {
      fault: 'a file that is not Markdown',
      changes: { 'messages/welcome.docx': '' },
      found: 'Only files that end in .md are read',
    },
  ]);
});

function caught(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('Nothing was thrown.');
}

import { expect } from 'chai';
import { PASSAGE_IDS } from '../../../knowledge/contentIds.ts';
import { itFinds, problemsWith, replace, sentenceOf } from '../contentFolder.ts';

const clingy = 'entries/signs/signs.clingy.md';

describe('the check of quotations', () => {
  itFinds([
    {
      fault: 'a changed word in a quotation',
      changes: { [clingy]: replace('Babies feel', 'Babies know') },
      found: /signs\.clingy\.md: "Babies know .+" is not a whole sentence of sources\/talk\.md/u,
    },
    {
      fault: 'half a sentence in a quotation',
      changes: { [clingy]: replace(', so we listen', '') },
      found: /signs\.clingy\.md: "Babies feel .+ clingy\." is not a whole sentence/u,
    },
    {
      fault: 'a sentence of the source that nothing quotes',
      changes: { 'sources/talk.md': replace('This was said', 'Nobody quotes me. This was said') },
      found: 'sources/talk.md: No entry quotes "Nobody quotes me."',
    },
    {
      fault: 'a changed question',
      changes: { 'entries/signs/question.md': replace('What is said of', 'What is known of') },
      found: /signs\/question\.md: "What is known of signs\?" is not a whole sentence/u,
    },
    {
      fault: 'a sentence left out without a reason',
      changes: { 'entries/about/question.md': replace(' - a signature', '') },
      found: 'entries/about/question.md: line 14: A sentence left out needs its reason',
    },
    {
      fault: 'a sentence that is left out and quoted',
      changes: { 'entries/about/question.md': replace('"Ann Example, Speaker"', `"${sentenceOf('help.who')}"`) },
      found: 'is listed as left out, but an entry quotes it',
    },
    {
      fault: 'a short answer too long for a phone',
      changes: { [clingy]: replace('## Short answer', `## Short answer\n\n${PASSAGE_IDS.slice(0, 20).map(sentenceOf).join(' ')}`) },
      found: /signs\.clingy\.md: "## Short answer" has \d+ words, at most 120 fit/u,
    },
  ]);

  it('lets one long sentence be a short answer, since it cannot be cut', () => {
    const long = `Babies feel ${'very '.repeat(70)}much.`;
    const source = replace(sentenceOf('signs.clingy'), long);
    expect(problemsWith({ 'sources/talk.md': source, [clingy]: source })).to.deep.equal([]);
  });
});

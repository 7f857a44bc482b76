import { expect } from 'chai';
import fc from 'fast-check';
import { parseContentFile } from '../../knowledge/contentFile.ts';
import { FactReader } from '../../knowledge/factReader.ts';

const SHAPE = { facts: ['id', 'phone', 'always', 'nations', 'words', 'on'], headings: ['Say', 'Asked as'] };

function reading(text: string): FactReader {
  return new FactReader(parseContentFile('services/line.md', text), SHAPE);
}

function withFacts(facts: string, body = ''): FactReader {
  return reading(`---\n${facts}\n---\n${body}`);
}

describe('a content file', () => {
  for (const words of [
    '# We are here',
    'Call us: any time, "free" – or don’t',
    'Help is near #notalone',
    '08088005000',
    '* not a list, a footnote',
    '"…," she says.',
    'I <3 this: 3 < 4',
  ]) {
    it(`keeps "${words}" as it was pasted`, () => {
      const file = withFacts('id: line', `\n## Say\n\n${words}\n`);
      expect(file.words('Say')).to.deep.equal([words]);
      expect(file.problems).to.deep.equal([]);
    });
  }

  it('makes each paragraph a bubble of its own, with line breaks as spaces', () => {
    expect(withFacts('id: line', '## Say\n\nOne,\nstill one.\n\n\nTwo.').paragraphs('Say')).to.deep.equal(['One, still one.', 'Two.']);
  });

  it('gives bullets with the name above them, also where they go on in the next line', () => {
    const bullets = withFacts('id: line', '## Asked as\n\n- first\n\n### Tired\n\n- second\n  goes on\n').bullets('Asked as');
    expect(bullets).to.deep.equal([
      { under: '', line: 6, text: 'first' },
      { under: 'Tired', line: 10, text: 'second goes on' },
    ]);
  });

  it('reads texts, lists, yes and no, days, months and maps', () => {
    const file = withFacts('id: line\nphone: "0800"\nalways: true\nnations: [wales, scotland]\nwords:\n  send: Send\non: 2026-10');
    expect(file.text('phone', '')).to.equal('0800');
    expect(file.flag('always')).to.equal(true);
    expect(file.list('nations')).to.deep.equal(['wales', 'scotland']);
    expect(file.map('words')).to.deep.equal(new Map([['send', 'Send']]));
    expect(file.day('on', true)).to.equal('2026-10');
    expect(file.problems).to.deep.equal([]);
  });

  for (const { facts, says } of [
    { facts: 'phone: 08088005000', says: 'line 2: "phone" lost its first zero. Put quotation marks around it: phone: "08088005000"' },
    { facts: 'phone: 999', says: 'line 2: "phone" is read as a number or as yes or no, not as text. Put quotation marks around it: phone: "999"' },
    { facts: 'phone: true', says: 'not as text. Put quotation marks around it: phone: "true"' },
    { facts: 'phone: [1, 2]', says: 'line 2: "phone" is one text, not a list.' },
    { facts: 'phone: near #notalone', says: 'line 2: Everything from "#notalone" on would be lost' },
    { facts: 'phone: # We are here', says: 'line 2: Everything from "# We are here" on would be lost' },
    { facts: 'phone: Call us: now', says: 'line 2: A colon inside the text. Put quotation marks around the whole text.' },
    { facts: 'id: line\nid: line', says: 'line 3: This fact stands here twice' },
    { facts: 'phnoe: "1"', says: 'line 2: "phnoe" is not known here. Known: id, phone, always' },
    { facts: 'phone: "unfinished', says: 'Put quotation marks around text that holds' },
    { facts: 'just words', says: 'The part between the dashes has no facts' },
  ]) {
    it(`refuses the facts "${facts}" with advice`, () => {
      const file = withFacts(facts);
      file.blankable('phone');
      expect(listed(file)).to.contain(says);
    });
  }

  for (const { what, body, says } of [
    { what: 'an unknown heading', body: '## Sya\n\nHello.', says: 'line 4: The heading "## Sya" is not known here. Known: ## Say, ## Asked as' },
    { what: 'a heading twice', body: '## Say\n\nA.\n\n## Say\n\nB.', says: 'line 8: "## Say" stands here twice' },
    { what: 'text under no heading', body: '\nHello.', says: 'line 5: This text stands under no heading' },
    { what: 'HTML', body: '## Say\n\n<b>Hello</b>', says: 'line 6: HTML is not shown to parents' },
    { what: 'an HTML comment', body: '## Say\n\n<!-- later -->', says: 'line 6: HTML is not shown to parents' },
    { what: 'a character that turns text around', body: '## Say\n\nRing \u202E999', says: 'line 6: An invisible character' },
    { what: 'a character without width', body: '## Say\n\nRing 9\u200B99', says: 'line 6: An invisible character' },
    { what: 'a control character', body: '## Say\n\nRing \u0007', says: 'line 6: A control character' },
    { what: 'a tab at the start of a line', body: '## Say\n\n\tRing', says: 'line 6: A tab at the start of the line' },
  ]) {
    it(`refuses ${what} and names the line`, () => {
      expect(listed(withFacts('id: line', body))).to.contain(says);
    });
  }

  it('refuses a line among bullets that is none', () => {
    const file = withFacts('id: line', '## Asked as\n\nfirst');
    file.bullets('Asked as');
    expect(listed(file)).to.contain('line 6: This line is no bullet');
  });

  it('names a list that lacks its brackets, a yes or no that is neither, and a map that is none', () => {
    const file = withFacts('id: line\nnations: wales\nalways: sometimes\nwords: Send');
    file.list('nations');
    file.flag('always');
    file.map('words');
    file.number('phone', 0, 1);
    expect(listed(file)).to.contain('"phone" is missing. Add it without quotation marks: a number from 0 to 1');
    expect(listed(file)).to.contain('nations: [first, second]').and.contain('always: true or always: false').and.contain('two spaces in');
  });

  it('asks for facts that are not there, or never end', () => {
    expect(listed(reading('Hello.'))).to.contain('line 1: The facts are missing');
    expect(listed(reading('---\nid: line\n'))).to.contain('line 1: The facts are missing');
    expect(listed(reading(''))).to.contain('line 1: The facts are missing');
  });

  it('never throws, whatever the file holds', () => {
    const pieces = fc.constantFrom('---\n', 'id: ', '## Say\n', '- ', '\t', '"', "'", '{', '[', '&a ', '*a', '!!x ', '\r\n', ': ', '#', '|\n', '\0');
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 }))), (parts) => {
        const file = reading(`---\n${parts.join('')}`);
        file.blankable('phone');
        file.bullets('Asked as');
        file.map('words');
      }),
      { numRuns: 300 },
    );
  });
});

function listed(file: FactReader): string {
  return file.problems.map(({ line, what }) => `line ${line ?? 0}: ${what}`).join('\n');
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { describeProblems } from '../../knowledge/contentProblem.ts';
import { PASSAGE_IDS } from '../../knowledge/contentIds.ts';
import { loadContent } from '../../knowledge/loadContent.ts';
import { withContent } from './contentFolder.ts';

const ROOT = join(import.meta.dirname, '..', '..');

function check(...given: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(ROOT, 'scripts', 'content.ts'), ...given], { encoding: 'utf8', cwd: ROOT });
}

describe('our content', () => {
  const folder = join(ROOT, 'knowledge', 'content');
  const { content, problems } = loadContent(folder);

  it('has no problems', () => {
    expect(describeProblems('knowledge/content', problems)).to.equal('');
  });

  it('holds the interview’s passages, in its order', () => {
    expect([...content.entries.keys()]).to.deep.equal([...PASSAGE_IDS]);
  });

  it('says the sentence about clingy babies whole', () => {
    const { shortAnswer = [], fullAnswer = [] } = content.entries.get('signs.clingy') ?? {};
    expect([...shortAnswer, ...fullAnswer].join(' ')).to.contain(
      'However, it is really important to say that babies have different stages of development and a baby might go through a stage of being clingy and this is nothing to worry about.',
    );
  });

  it('takes the interview for 59 sentences, seven of them questions', () => {
    const [source] = content.sources.values();
    expect(source?.sentences).to.have.lengthOf(59);
    expect(source?.sentences.filter((sentence) => sentence.endsWith('?'))).to.have.lengthOf(7);
    expect(source?.sentences.at(-1)).to.equal('Sally Hogg, Deputy CEO at Parent Infant Foundation');
  });

  it('lists words that no clinician has signed as drafts', () => {
    expect(content.drafts).to.include('messages/welcome').and.include('entries/signs/signs.clingy');
  });
});

describe('npm run content', () => {
  it('says in one line that a folder is whole', () => {
    const { status, stdout, stderr } = withContent({}, check);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout).to.match(/^\d+ files, no problems; \d+ drafts not yet clinically reviewed(?:; 1 to look at .+)?\n$/u);
  });

  it('lists every problem by file and ends with code 1', () => {
    const broken = { 'smalltalk/joke.md': undefined, 'smalltalk/insult.md': undefined };
    const { status, stdout } = withContent(broken, check);
    expect(status).to.equal(1);
    expect(stdout).to.match(/smalltalk\/insult\.md\n {2}- This file is missing\. Add it\.\n.+smalltalk\/joke\.md\n {2}- This file/u);
    expect(stdout).to.match(/\n\n2 problems in \d+ files\n$/u);
  });

  it('lists on request what stops nothing', () => {
    const old = { 'services/line.md': (text: string): string => text.replace('2026-10', '2020-10') };
    const { status, stdout } = withContent(old, (folder) => check('--warnings', folder));
    expect(status).to.equal(0);
    expect(stdout).to.match(/^To look at; nothing here stops the program:\n.+services\/line\.md\n {2}- Last stated/u);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readDictionary, readMatcher } from '../../knowledge/matcher/builtFiles.ts';
import { ensureBuilt } from '../../scripts/build.ts';
import { britishSpelling, expandDictionary } from '../../scripts/expandDictionary.ts';
import { withTypos } from '../../evaluation/typos.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PASSAGE = 'knowledge/content/entries/signs/signs.clingy.md';

/** A small project: the code as it is, one passage, two labels, one danger. */
function smallProject(wording = 'my baby is clingy'): string {
  const root = mkdtempSync(join(tmpdir(), 'build-'));
  for (const folder of ['knowledge/content/entries/signs', 'knowledge/content/settings', 'knowledge/examples/safety']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  const code = ['language', 'safety', 'scripts', 'node_modules', 'widget', 'knowledge/matcher', 'knowledge/trainingExamples.ts'];
  for (const name of code) {
    symlinkSync(join(ROOT, name), join(root, name));
  }
  writeFileSync(join(root, 'knowledge/content/settings/concepts.md'), '## Concepts\n\n- baby: baby, LO\n');
  writeFileSync(join(root, 'knowledge/examples/signpost.sleep.txt'), '# a mum\nshe will not sleep\nnaps\n');
  writeFileSync(join(root, 'knowledge/examples/unanswerable.txt'), '# a dad\nwill it rain\n');
  writeFileSync(join(root, 'knowledge/examples/safety/suicide.urgent.txt'), '# a mum\ni do not want to be here\n');
  writeFileSync(join(root, 'knowledge/examples/safety/harmless.txt'), '# a dad\ndying for a brew\n');
  writeWording(root, wording);
  return root;
}

function writeWording(root: string, wording: string): void {
  writeFileSync(join(root, PASSAGE), `---\nid: signs.clingy\n---\n\n## Asked as\n\n### a mum\n\n- ${wording}\n`);
}

function built(root: string): string[] {
  const lines: string[] = [];
  ensureBuilt(root, (line) => lines.push(line));
  return lines;
}

describe('the build', function () {
  this.timeout(60_000);
  const roots: string[] = [];
  const project = (wording?: string): string => {
    const root = smallProject(wording);
    roots.push(root);
    return root;
  };
  after(() => {
    for (const root of roots) rmSync(root, { recursive: true });
  });

  it('says in one line what it built, and builds nothing the second time', () => {
    const root = project();
    expect(built(root)).to.have.length(1);
    expect(built(root)).to.deep.equal([]);
    expect(readMatcher(root).classifier.labels).to.deep.equal(['signpost:sleep', 'signs.clingy', 'unanswerable']);
  });

  it('builds the same bytes from the same project', () => {
    const [one, other] = [project(), project()];
    built(one);
    built(other);
    for (const name of ['dictionary.bin', 'matcher.bin', 'safety.bin']) {
      expect(readFileSync(join(one, 'build', name)).equals(readFileSync(join(other, 'build', name))), name).to.be.true;
    }
  });

  it('trains what learns from wordings again, and nothing else, when one changes', () => {
    const root = project();
    built(root);
    writeWording(root, 'she will not leave my side');
    const [line = ''] = built(root);
    expect(line).to.contain('matcher.bin').and.contain('safety.bin');
    expect(line).to.not.contain('dictionary.bin');
  });

  it('names what there is nothing to learn from', () => {
    const root = project();
    rmSync(join(root, PASSAGE));
    expect(() => built(root)).to.throw('knowledge/content/entries/').with.property('code', 'EXAMPLES_MISSING');
  });

  it('names the line of the lexicon that cannot be read', () => {
    const root = project();
    writeFileSync(join(root, 'knowledge/content/settings/concepts.md'), '- baby LO\n');
    expect(() => built(root)).to.throw('- baby LO').with.property('code', 'CONCEPTS_INVALID');
  });

  it('keeps a dictionary that knows the same words as nspell', () => {
    const root = project();
    built(root);
    const isEnglish = readDictionary(root);
    const spelling = britishSpelling();
    const words = wordsOfTheExamples();
    const all = [...words, ...words.map((word, i) => withTypos(word, 1, i))];
    // Messages are read in small letters, so "london" counts as the word "London", and "iphone" as "iPhone".
    const names = new Set(expandDictionary().map((word) => word.toLowerCase()));
    const differing = all.filter((word) => isEnglish(word) !== (spelling.correct(word) || names.has(word)));
    expect(all.length).to.be.greaterThan(2_000);
    expect(differing).to.deep.equal([]);
  });
});

function wordsOfTheExamples(): string[] {
  const files = ['help-dialog', 'unanswerable', 'signpost.sleep'].map((name) => join(ROOT, `knowledge/examples/${name}.txt`));
  const text = files.map((file) => readFileSync(file, 'utf8').toLowerCase()).join(' ');
  return [...new Set(text.match(/[a-z]{2,}/g))];
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { LogEvent } from '../../common/log.ts';
import { decodeArrayFile, encodeArrayFile } from '../../language/arrayFile.ts';
import { type Classify, type ClassifierSettings, safetyClassifier } from '../../safety/classifier.ts';
import { safetyFile, safetyModel } from '../../safety/classifierModel.ts';
import { openClassifier } from '../../safety/openClassifier.ts';
import { type SafetyExample, trainSafety } from '../../safety/trainSafety.ts';
import { readSafetyExamples } from '../../scripts/safetyExamples.ts';
import { CONTENT, wholeTriage } from './safetyContent.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = [
  ...labelled('harm-to-baby:emergency', 'he shook the little one', 'i threw him down', 'she was shaken hard'),
  ...labelled('harm-to-baby:urgent', 'i picture shaking him', 'awful pictures of throwing her'),
  ...labelled('harmless', 'we shook hands at playgroup', 'what a sunny day', 'she likes her bath', 'milk and a biscuit'),
  ...labelled('informational', 'what is shaken baby syndrome', 'leaflets about safe handling'),
];
const SETTINGS: ClassifierSettings = {
  concernAtLeast: -0.3,
  emergencyAtLeast: -0.3,
  partAtLeast: 0,
  emergencyWithin: 0,
  uneasyWithin: 0,
  kindSureAtLeast: -Infinity,
  setAsideBelow: -1,
  neverSetAside: [],
  rows: new Map([['harm-to-baby/emergency', 'baby-hurt-or-may-be'], ['harm-to-baby/urgent', 'intrusive-thoughts']]),
};
const MODEL = trainSafety(EXAMPLES, []);

function labelled(label: string, ...texts: readonly string[]): SafetyExample[] {
  return texts.map((text) => ({ label, text }));
}

describe('the second layer of triage', () => {
  const classify = safetyClassifier(MODEL, SETTINGS);

  it('finds a danger and names its row and itself', () => {
    const expected = { category: 'harm-to-baby', urgency: 'emergency', row: 'baby-hurt-or-may-be', rule: 'classifier' };
    expect(classify(['he shook him down hard']).concern).to.deep.equal(expected);
  });

  it('tells what is urgent from an emergency', () => {
    const { concern } = classify(['awful pictures of throwing her']);
    expect(concern).to.include({ urgency: 'urgent', row: 'intrusive-thoughts' });
  });

  it('calls it an emergency when unsure', () => {
    const careful = safetyClassifier(MODEL, { ...SETTINGS, emergencyWithin: 10 });
    expect(careful(['awful pictures of throwing her']).concern).to.include({ urgency: 'emergency' });
  });

  it('has a bar of its own for emergencies', () => {
    const bars = { ...SETTINGS, concernAtLeast: 9, emergencyAtLeast: -0.3, partAtLeast: 9 };
    const strict = safetyClassifier(MODEL, bars);
    expect(strict(['he shook him down hard']).concern).to.include({ urgency: 'emergency' });
    expect(strict(['awful pictures of throwing her']).concern).to.equal(undefined);
  });

  it('gives a kind of its own within a category its own reply', () => {
    const drinking = labelled('safeguarding:urgent-drinking', 'drunk every night with the baby', 'vodka while i mind her');
    const rows = new Map([...SETTINGS.rows, ['safeguarding/urgent-drinking', 'drinking-or-drugs']]);
    const told = safetyClassifier(trainSafety([...EXAMPLES, ...drinking], []), { ...SETTINGS, rows });
    const expected = { category: 'safeguarding', urgency: 'urgent', row: 'drinking-or-drugs' };
    expect(told(['vodka every night while i mind the baby']).concern).to.include(expected);
  });

  it('says when it is not sure of the kind', () => {
    const unsure = safetyClassifier(MODEL, { ...SETTINGS, kindSureAtLeast: Infinity });
    expect(unsure(['he shook him down hard']).concern?.kindUnsure).to.equal(true);
  });

  it('tells of unease where a message stays just below its bar, and of none far from it', () => {
    const { lead } = classify(['he shook him down hard']);
    const above = { ...SETTINGS, concernAtLeast: lead + 0.5, emergencyAtLeast: lead + 0.5, partAtLeast: 9 };
    const below = (uneasyWithin: number): Classify => safetyClassifier(MODEL, { ...above, uneasyWithin });
    expect(below(0.6)(['he shook him down hard'])).to.deep.equal({ lead, unease: 'harm-to-baby' });
    expect(below(0.4)(['he shook him down hard'])).to.deep.equal({ lead });
  });

  it('is silent for harmless messages, questions about a subject, and nothing at all', () => {
    const texts = ['a sunny day at playgroup', 'what is shaken baby syndrome', '', '…'];
    expect(texts.filter((text) => classify([text]).concern !== undefined)).to.deep.equal([]);
  });

  it('takes the more dangerous of the texts', () => {
    expect(classify(['sunny day', 'he shook the little one']).concern).to.include({ urgency: 'emergency' });
  });

  it('finds a danger deep in a long message', () => {
    const harmless = 'what a sunny day and she likes her bath with milk and a biscuit ';
    expect(classify([harmless.repeat(60)]).concern).to.equal(undefined);
    const danger = 'he shook the little one and i threw him down and she was shaken hard';
    const { concern } = classify([`${harmless.repeat(40)} ${danger} ${harmless.repeat(40)}`]);
    expect(concern).to.include({ urgency: 'emergency' });
  });

  it('is the same after it was written and read, and the same every time it is trained', () => {
    const bytes = encodeArrayFile(safetyFile(MODEL));
    const read = safetyClassifier(safetyModel(decodeArrayFile(bytes)), SETTINGS);
    expect(read(['he shook hands'])).to.deep.equal(classify(['he shook hands']));
    const again = encodeArrayFile(safetyFile(trainSafety(EXAMPLES, [])));
    expect(Buffer.from(again).equals(Buffer.from(bytes))).to.equal(true);
  });
});

describe('opening the second layer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'safety-'));
  after(() => rmSync(folder, { recursive: true }));

  function open(): { readonly classify: Classify | undefined; readonly events: readonly LogEvent[] } {
    const events: LogEvent[] = [];
    return { classify: openClassifier(folder, SETTINGS, (event) => events.push(event)), events };
  }

  it('says once that the file is missing, and leaves the rules alone', () => {
    const { classify, events } = open();
    expect(classify).to.equal(undefined);
    expect(events).to.deep.equal([{ event: 'safety-classifier-missing', code: 'ENOENT' }]);
  });

  it('says so too when the file is broken', () => {
    mkdirSync(join(folder, 'build'));
    for (const bytes of [Buffer.from('no model at all'), encodeArrayFile({ facts: {}, arrays: {} })]) {
      writeFileSync(join(folder, 'build', 'safety.bin'), bytes);
      const { classify, events } = open();
      expect(classify).to.equal(undefined);
      expect(events.map(({ event }) => event)).to.deep.equal(['safety-classifier-missing']);
    }
  });
});

describe('the settings of the second layer', () => {
  it('give a reply that is there to every kind of danger', () => {
    const { rows } = CONTENT.safety.classifier;
    const dangers = readSafetyExamples(ROOT).map(({ label }) => label).filter((label) => label.includes(':'));
    expect(new Set(rows.keys())).to.deep.equal(new Set(dangers.map((label) => label.replace(':', '/'))));
    expect([...rows.values()].filter((row) => !CONTENT.safety.replies.has(row))).to.deep.equal([]);
  });
});

describe('both layers', () => {
  const triage = wholeTriage();

  it('let a sentence pass that was begun and broken off', () => {
    const begun = ['the baby', 'she will not', 'he keeps on', 'the wee man', 'but then she', 'why will', 'so when i', 'my lad'];
    expect(begun.filter((text) => triage([text]) !== undefined)).to.deep.equal([]);
  });

  it('take time in proportion to the length', () => {
    const part = 'she feeds every three hours, i want to die and my baby is blue ';
    const ratio = fastestMs(() => triage([part.repeat(1_600)])) / fastestMs(() => triage([part.repeat(400)]));
    expect(ratio).to.be.lessThan(12);
  }).timeout(60_000);

  it('give the same answer twice', () => {
    for (const text of ['ive written the letters', 'she hangs off my arm', 'kettle on']) {
      expect(triage([text])).to.deep.equal(triage([text]));
    }
  });
});

/** The quickest of a few runs: the machine's other work only ever adds. */
function fastestMs(run: () => unknown): number {
  const times = Array.from({ length: 4 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseCsv } from '../../evaluation/public/csv.ts';
import {
  OUT_OF_SCOPE,
  publicFolder,
  readHint3,
  readHint3Predictions,
  readSplit,
} from '../../evaluation/public/publicData.ts';

const PARTS = ['hint3', 'CLINC150/oos/test', 'BANKING77', 'BANKING77-OOS', 'HWU64'];

describe('public data', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'public-'));
    for (const part of PARTS) mkdirSync(join(folder, part), { recursive: true });
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read a message a line, with one word for out of scope', () => {
    writeFileSync(join(folder, 'CLINC150/oos/test/seq.in'), 'how tall is it\nsing, please\n');
    writeFileSync(join(folder, 'CLINC150/oos/test/label'), 'oos\nmusic\n');
    expect(readSplit(folder, 'CLINC150/oos/test')).to.deep.equal([
      { text: 'how tall is it', label: OUT_OF_SCOPE },
      { text: 'sing, please', label: 'music' },
    ]);
  });

  it('is refused when messages and labels are not as many', () => {
    writeFileSync(join(folder, 'CLINC150/oos/test/seq.in'), 'one\ntwo\n');
    writeFileSync(join(folder, 'CLINC150/oos/test/label'), 'oos\n');
    expect(() => readSplit(folder, 'CLINC150/oos/test')).to.throw('2 messages and 1 labels');
  });

  it('is read from HINT3 with what others answered', () => {
    writeFileSync(join(folder, 'hint3/shop_test.csv'), 'sentence,label\n"red, please",COLOUR\nHy,NO_NODES_DETECTED\n');
    expect(readHint3(folder, 'shop_test').map(({ label }) => label)).to.deep.equal(['COLOUR', OUT_OF_SCOPE]);
    const predictions = 'sentence,label,predicted_node,predicted_node_score\nHy,NO_NODES_DETECTED,COLOUR,0.25\n';
    writeFileSync(join(folder, 'hint3/preds_bert_shop.csv'), predictions);
    expect(readHint3Predictions(folder, 'bert_shop')).to.deep.equal([
      { text: 'Hy', label: OUT_OF_SCOPE, given: 'COLOUR', score: 0.25 },
    ]);
  });

  it('is found by option before environment, and only whole', () => {
    expect(publicFolder(['--data', folder], {})).to.equal(folder);
    expect(publicFolder([], { PUBLIC_BENCHMARKS: folder })).to.equal(folder);
    expect(publicFolder(['--data', join(folder, 'none')], { PUBLIC_BENCHMARKS: folder })).to.equal(undefined);
    rmSync(join(folder, 'HWU64'), { recursive: true });
    expect(publicFolder(['--data', folder], {})).to.equal(undefined);
  });

  it('is named by one line, and exit code 2, when it is missing', () => {
    const script = join(import.meta.dirname, '../../scripts/evaluate.ts');
    const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--public'], {
      encoding: 'utf8',
      env: { ...process.env, PUBLIC_BENCHMARKS: '' },
    });
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).to.deep.equal({ status: 2, stdout: '', lines: 1 });
    expect(stderr).to.include('hellohaptik/HINT3').and.include('jianguoz/Few-Shot-Intent-Detection');
  });
});

describe('comma-separated values', () => {
  it('keep commas, line breaks and quotation marks inside quotation marks', () => {
    expect(parseCsv('a,"b, ""c""\nd"\r\n,e\n"",f')).to.deep.equal([['a', 'b, "c"\nd'], ['', 'e'], ['', 'f']]);
  });
});

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from './csv.ts';

/** A message of a public set, and what its makers say it means. */
export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

/** What a system took a message for. Score: higher is better. */
export interface Prediction extends LabelledText {
  readonly given: string;
  readonly score: number;
}

/** The label, in every set here, of a message that means none of the others. */
export const OUT_OF_SCOPE = 'out of scope';

const OUT_OF_SCOPE_AS_PUBLISHED: ReadonlySet<string> = new Set(['NO_NODES_DETECTED', 'oos']);

/** Where each set is published, in one line. */
export const PUBLISHED_AT =
  'Public sets are published at github.com/hellohaptik/HINT3 (v1) and github.com/jianguoz/Few-Shot-Intent-Detection ' +
  '(CLINC150, BANKING77, BANKING77-OOS, HWU64): put hint3/, CLINC150/, BANKING77/, BANKING77-OOS/ and HWU64/ into one ' +
  'folder and name it: --data <folder>, or PUBLIC_BENCHMARKS=<folder>.';

const PARTS = ['hint3', 'CLINC150', 'BANKING77', 'BANKING77-OOS', 'HWU64'];

/** The folder with all the sets: the one named by option, or else by the environment. Undefined: there is none. */
export function publicFolder(
  options: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const at = options.indexOf('--data');
  const folder = at < 0 ? environment['PUBLIC_BENCHMARKS'] : options[at + 1];
  if (folder === undefined || folder === '') return undefined;
  return PARTS.every((part) => isFolder(join(folder, part))) ? folder : undefined;
}

/** Reads `seq.in` and `label` of one split, such as `CLINC150/train_5`: a message a line. */
export function readSplit(folder: string, split: string): LabelledText[] {
  const texts = linesOf(join(folder, split, 'seq.in'));
  const labels = linesOf(join(folder, split, 'label'));
  if (texts.length !== labels.length) throw new Error(`${split} has ${texts.length} messages and ${labels.length} labels.`);
  return texts.map((text, i) => ({ text, label: publicLabel(labels[i] ?? '') }));
}

/** Reads one of HINT3's files of messages, such as `curekart_train`. */
export function readHint3(folder: string, name: string): LabelledText[] {
  const [, ...rows] = parseCsv(readFileSync(join(folder, 'hint3', `${name}.csv`), 'utf8'));
  return rows.map(([text = '', label = '']) => ({ text, label: publicLabel(label) }));
}

/** Reads what another system answered on a HINT3 test, as its makers published it, such as `rasa_curekart`. */
export function readHint3Predictions(folder: string, name: string): Prediction[] {
  const [, ...rows] = parseCsv(readFileSync(join(folder, 'hint3', `preds_${name}.csv`), 'utf8'));
  return rows.map(([text = '', label = '', given = '', score = '']) => {
    return { text, label: publicLabel(label), given: publicLabel(given), score: Number(score) };
  });
}

function publicLabel(label: string): string {
  return OUT_OF_SCOPE_AS_PUBLISHED.has(label) ? OUT_OF_SCOPE : label;
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').replace(/\r?\n$/, '').split(/\r?\n/);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

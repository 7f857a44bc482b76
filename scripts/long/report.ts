import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { allFindings, type Finding, type PartFindings } from './finding.ts';

const ROOT = join(import.meta.dirname, '../..');
const REPORT = join(ROOT, 'docs/reliability.md');
const FRAME = join(ROOT, 'scripts/long/report.md');

/** Writes docs/reliability.md from the frame beside this file and from what was found on this machine. */
export function writeReport(): void {
  const frame = readFileSync(FRAME, 'utf8');
  const found = allFindings();
  const tables = found.length === 0 ? 'Nothing has been run yet.' : found.map(section).join('\n\n');
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  writeFileSync(REPORT, frame.replace('{{findings}}', () => tables).replace('{{machine}}', () => machine));
}

function section({ part, on, minutes, findings }: PartFindings): string {
  const rows = findings.map(row).join('\n');
  return `### ${part}\n\nRun on ${on}, ${minutes} minutes.\n\n| shows | was run | was seen | holds |\n| --- | --- | --- | --- |\n${rows}`;
}

function row({ shows, ran, saw, holds }: Finding): string {
  const verdict = holds === undefined ? '(told)' : holds ? 'yes' : '**no**';
  return `| ${[shows, ran, saw, verdict].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

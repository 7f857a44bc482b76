import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one run showed. */
export interface Finding {
  /** What was to be shown, in a sentence. */
  readonly shows: string;
  /** What was run, and how often. */
  readonly ran: string;
  /** What was seen. */
  readonly saw: string;
  /** Whether it was as it must be. Absent: there is no bound, it is only told. */
  readonly holds?: boolean;
}

/** The findings of one part, as kept between runs. */
export interface PartFindings {
  readonly part: string;
  /** The day of the run, such as 2026-05-01. */
  readonly on: string;
  readonly minutes: number;
  readonly findings: readonly Finding[];
}

const FOLDER = join(import.meta.dirname, '../../build/reliability');

/** Keeps what a part found, in place of what it found before. */
export function keepFindings(findings: PartFindings): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${findings.part}.json`), `${JSON.stringify(findings, undefined, 1)}\n`);
}

/** Everything found so far on this machine, by part. */
export function allFindings(): readonly PartFindings[] {
  mkdirSync(FOLDER, { recursive: true });
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json')).sort();
  return files.map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as PartFindings);
}

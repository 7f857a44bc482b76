import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One file of the folder `build/`, made from files of the project. */
export interface Artefact {
  /** Its name in `build/`. */
  readonly file: string;
  /** Files, and folders with all below them, from the project's root. When one changes, the artefact is stale. */
  readonly inputs: readonly string[];
  /** Makes its bytes. The same inputs give the same bytes. */
  readonly make: (root: string) => Uint8Array;
}

/** Whether the artefact is missing or made from other inputs than those there now. */
export function isStale(root: string, { file, inputs }: Artefact): boolean {
  return readText(keyPath(root, file)) !== keyOf(root, inputs) || !isFile(builtPath(root, file));
}

/** Makes one artefact and writes it whole or not at all: a program starting meanwhile reads the old or the new one. */
export function buildArtefact(root: string, { file, inputs, make }: Artefact): void {
  const key = keyOf(root, inputs);
  writeWhole(builtPath(root, file), make(root));
  writeWhole(keyPath(root, file), new TextEncoder().encode(key));
}

function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, bytes);
  renameSync(beside, path);
}

/** A hash of the names and contents of all inputs. An input that is not there counts as such. */
function keyOf(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap((input) => filesBelow(root, input))) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function filesBelow(root: string, path: string): string[] {
  const whole = join(root, path);
  if (isFile(whole)) return [path];
  const names = statSync(whole, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(whole).sort();
  return names.flatMap((name) => filesBelow(root, `${path}/${name}`));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function readText(path: string): string {
  return isFile(path) ? readFileSync(path, 'utf8') : '';
}

function builtPath(root: string, file: string): string {
  return join(root, 'build', file);
}

function keyPath(root: string, file: string): string {
  return `${builtPath(root, file)}.key`;
}

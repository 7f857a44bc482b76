import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { ContentProblem } from './contentProblem.ts';

/** One fact as it stands in the file. `other` is what YAML reads as a number, yes or no, or nothing. */
export type Fact =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'other'; readonly line: number; readonly written: string; readonly value: unknown }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Fact[] }
  | { readonly kind: 'map'; readonly line: number; readonly facts: ReadonlyMap<string, Fact> };

/** The facts between the two lines of dashes, by name. */
export interface FrontMatter {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly problems: readonly Omit<ContentProblem, 'file'>[];
}

/** Reads YAML 1.2. `firstLine` is the line of the file on which `yaml` begins. Never throws: faults are problems. */
export function readFrontMatter(yaml: string, firstLine: number): FrontMatter {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { version: '1.2', prettyErrors: false, lineCounter });
  const toFacts = new FactMaker((offset) => lineCounter.linePos(offset).line + firstLine - 1);
  for (const { code, message, pos } of document.errors) toFacts.note(pos[0], adviceFor(code, message));

  const root = toFacts.fact(document.contents, 0);
  if (root.kind === 'map') return { facts: root.facts, problems: toFacts.problems };
  toFacts.note(0, 'The part between the dashes has no facts. Write one on each line, such as: id: welcome');
  return { facts: new Map(), problems: toFacts.problems };
}

/** Turns nodes of the YAML reader into facts and remembers what YAML would silently have changed. */
class FactMaker {
  readonly problems: Omit<ContentProblem, 'file'>[] = [];
  readonly #lineAt: (offset: number) => number;

  constructor(lineAt: (offset: number) => number) {
    this.#lineAt = lineAt;
  }

  note(offset: number, what: string): void {
    this.problems.push({ line: this.#lineAt(offset), what });
  }

  fact(node: unknown, parentOffset: number): Fact {
    const offset = offsetOf(node) ?? parentOffset;
    const line = this.#lineAt(offset);
    if (isMap(node)) return { kind: 'map', line, facts: this.#map(node.items, offset) };
    if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => this.fact(item, offset)) };
    if (!isScalar(node)) return { kind: 'other', line, written: '', value: null };

    if (node.type === 'PLAIN' && typeof node.comment === 'string') this.note(offset, lostComment(node.comment));
    if (typeof node.value === 'string') return { kind: 'text', line, text: node.value };
    return { kind: 'other', line, written: node.source ?? '', value: node.value };
  }

  #map(pairs: readonly { key: unknown; value: unknown }[], mapOffset: number): Map<string, Fact> {
    return new Map(
      pairs.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : '';
        return [name, this.fact(value, offsetOf(key) ?? mapOffset)];
      }),
    );
  }
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

function lostComment(comment: string): string {
  return `Everything from "#${comment.trimEnd()}" on would be lost. Put quotation marks around the whole text.`;
}

function adviceFor(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'This fact stands here twice. Keep one of them.';
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'A colon inside the text. Put quotation marks around the whole text.';
  if (code === 'TAB_AS_INDENT') return 'A tab at the start of the line. Use spaces.';
  return `Not readable (${message}). Put quotation marks around text that holds : # [ ] { } or quotation marks.`;
}

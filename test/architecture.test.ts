import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect } from 'chai';

const ROOT = join(import.meta.dirname, '..');

/** Who may import whom, besides themselves. The picture is in docs/architecture.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  channels: ['common', 'widget/views'],
  bot: ['dialogs', 'state', 'common'],
  dialogs: ['safety', 'knowledge', 'language', 'common'],
  safety: ['language', 'common'],
  knowledge: ['language', 'common'],
  language: ['common'],
  state: ['common'],
  common: [],
  widget: ['common/reply.ts', 'channels/directLine/protocol.ts'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Lists the relative imports that the table forbids. Empty: all is well. */
function forbiddenImports(imports: readonly Import[]): string[] {
  return imports.filter(({ from, to }) => !isAllowed(from, to)).map(({ from, to }) => `${from} imports ${to}`);
}

function isAllowed(from: string, to: string): boolean {
  const room = from.split('/')[0] ?? '';
  const allowed = MAY_IMPORT[room];
  return allowed === undefined || [room, ...allowed].some((place) => to === place || to.startsWith(`${place}/`));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const targets = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
  return targets.map((target) => ({ from: file, to: normalize(join(dirname(file), target)) }));
}

function sourceFiles(): string[] {
  return Object.keys(MAY_IMPORT).flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  );
}

describe('the architecture', () => {
  it('has no import that the table forbids', () => {
    const files = sourceFiles();
    expect(files.length).to.be.greaterThan(10);
    expect(forbiddenImports(files.flatMap(importsOf))).to.deep.equal([]);
  });

  for (const { from, to } of [
    { from: 'safety/triage.ts', to: 'knowledge/content.ts' },
    { from: 'channels/page/pageChannel.ts', to: 'bot/infantMentalHealthBot.ts' },
    { from: 'dialogs/takeTurn.ts', to: 'state/memoryStorage.ts' },
    { from: 'common/log.ts', to: 'index.ts' },
    { from: 'widget/views/chatPage.ts', to: 'common/settings.ts' },
  ]) {
    it(`notices when ${from} imports ${to}`, () => {
      expect(forbiddenImports([{ from, to }])).to.deep.equal([`${from} imports ${to}`]);
    });
  }
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Esbuild from 'esbuild';
import type { Artefact } from './artefacts.ts';

/** Browsers of the last years: what has WebSockets, modules and constructed style sheets. */
const TARGET = ['es2022', 'chrome100', 'firefox101', 'safari16.4'];

const CHAT_FILE = 'widget-chat.js';
const LOADER_FILE = 'widget-loader.js';

/** The scripts for browsers, each bundled into one small file. */
export const WIDGET_ARTEFACTS: readonly Artefact[] = [
  bundled(CHAT_FILE, 'widget/client/chat.ts', ['node_modules/preact/package.json']),
  bundled(LOADER_FILE, 'widget/loader/loader.ts', []),
];

/** Reads the bundled scripts, as they were built. */
export function readWidgetScripts(root: string): { readonly chat: string; readonly loader: string } {
  const read = (file: string): string => readFileSync(join(root, 'build', file), 'utf8');
  return { chat: read(CHAT_FILE), loader: read(LOADER_FILE) };
}

function bundled(file: string, entry: string, packages: readonly string[]): Artefact {
  return {
    file,
    inputs: ['widget', 'common/reply.ts', 'channels/directLine/protocol.ts', 'scripts/widgetArtefacts.ts', ...packages],
    make: (root) => bundle(join(root, entry)),
  };
}

function bundle(entry: string): Uint8Array {
  // Loaded only when something is stale: a start with everything built does without it.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: TARGET,
    legalComments: 'none',
    logLevel: 'silent',
    tsconfigRaw: {},
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`esbuild made nothing of ${entry}.`);
  return script.contents;
}

/** `npm run build`: trains and writes what start-up reads from `build/`. `npm ci` runs it, too. */
import { join } from 'node:path';
import { DICTIONARY_FILE, MATCHER_FILE, readDictionary } from '../knowledge/matcher/builtFiles.ts';
import { readConcepts } from '../knowledge/matcher/conceptsFile.ts';
import { matcherFile } from '../knowledge/matcher/matcherModel.ts';
import { trainMatcher } from '../knowledge/matcher/trainMatcher.ts';
import { readTrainingExamples } from '../knowledge/trainingExamples.ts';
import { encodeArrayFile } from '../language/arrayFile.ts';
import { hashedWords } from '../language/dictionary.ts';
import { SAFETY_FILE, safetyFile } from '../safety/classifierModel.ts';
import { trainSafety } from '../safety/trainSafety.ts';
import type { Artefact } from './artefacts.ts';
import { buildArtefact, isStale } from './artefacts.ts';
import { expandDictionary } from './expandDictionary.ts';
import { readSafetyExamples } from './safetyExamples.ts';
import { WIDGET_ARTEFACTS } from './widgetArtefacts.ts';

/** Everything that is built, in order: a later one may read an earlier one. A second classifier is one more entry. */
const ARTEFACTS: readonly Artefact[] = [
  {
    file: DICTIONARY_FILE,
    inputs: [
      ...['dictionary-en-gb', 'nspell'].map((name) => `node_modules/${name}/package.json`),
      ...['arrayFile', 'dictionary', 'hash'].map((name) => `language/${name}.ts`),
      'scripts/expandDictionary.ts',
    ],
    make: () => encodeArrayFile({ facts: {}, arrays: { words: hashedWords(expandDictionary()) } }),
  },
  {
    file: MATCHER_FILE,
    inputs: [
      `build/${DICTIONARY_FILE}.key`,
      'language',
      'knowledge/matcher',
      'knowledge/trainingExamples.ts',
      'knowledge/examples',
      'knowledge/content/entries',
      'knowledge/content/settings/concepts.md',
    ],
    make: (root) => {
      const model = trainMatcher(readTrainingExamples(root), readConcepts(root), readDictionary(root));
      return encodeArrayFile(matcherFile(model));
    },
  },
  ...WIDGET_ARTEFACTS,
  {
    file: SAFETY_FILE,
    inputs: [
      'language',
      ...['classifierModel', 'trainSafety', 'windows'].map((name) => `safety/${name}.ts`),
      ...['scripts/safetyExamples.ts', 'knowledge/trainingExamples.ts', 'knowledge/examples'],
      ...['entries', 'safety/rules', 'settings/concepts.md'].map((name) => `knowledge/content/${name}`),
    ],
    make: (root) => encodeArrayFile(safetyFile(trainSafety(readSafetyExamples(root), readConcepts(root)))),
  },
];

/**
 * Builds what is missing or stale in `build/`, and says so in one line. Says nothing when all is fresh.
 *
 * @throws AppError when the examples or the lexicon cannot be used; what was built before then stays.
 */
export function ensureBuilt(root: string, say: (line: string) => void = console.error): void {
  const startedAt = performance.now();
  const built = ARTEFACTS.filter((artefact) => {
    const stale = isStale(root, artefact);
    if (stale) buildArtefact(root, artefact);
    return stale;
  });
  if (built.length === 0) return;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`Built ${built.map(({ file }) => `build/${file}`).join(' and ')} in ${seconds} s.`);
}

if (import.meta.main) {
  const said: string[] = [];
  ensureBuilt(join(import.meta.dirname, '..'), (line) => said.push(line));
  console.log(said[0] ?? 'Everything in build/ is up to date.');
}

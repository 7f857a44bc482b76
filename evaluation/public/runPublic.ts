import { join } from 'node:path';
import { readDictionary } from '../../knowledge/matcher/builtFiles.ts';
import { fewShotFigures, scopeSignals } from './fewShot.ts';
import { fullWithOutOfScope } from './fullWithOutOfScope.ts';
import { realMessageFigures } from './hint3.ts';
import { PUBLISHED_AT, publicFolder } from './publicData.ts';
import { publicSets } from './publicSets.ts';
import { PUBLIC_FOOT, publicTable } from './publicTable.ts';

/**
 * Measures the matcher on public data, prints the figures, and gives the exit code: 2 when the data is not there,
 * after one line that says where each set is published. Takes some minutes.
 */
export function runPublic(options: readonly string[]): number {
  const folder = publicFolder(options, process.env);
  if (folder === undefined) {
    console.error(PUBLISHED_AT);
    return 2;
  }
  const sets = publicSets(folder, readDictionary(join(import.meta.dirname, '../..')));
  const evaluation = {
    realMessages: realMessageFigures(sets),
    fewShot: fewShotFigures(sets),
    fullWithOutOfScope: fullWithOutOfScope(sets),
    scopeSignals: scopeSignals(sets),
  };
  console.log(options.includes('--json') ? JSON.stringify({ ...evaluation, foot: PUBLIC_FOOT }, null, 2) : publicTable(evaluation));
  return 0;
}

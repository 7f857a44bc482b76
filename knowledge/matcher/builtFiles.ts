import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../common/errors.ts';
import { decodeArrayFile } from '../../language/arrayFile.ts';
import type { IsEnglish } from '../../language/dictionary.ts';
import { dictionaryLookup } from '../../language/dictionary.ts';
import type { MatcherModel } from './matcherModel.ts';
import { matcherModel } from './matcherModel.ts';

/** Names in the folder `build/`. */
export const DICTIONARY_FILE = 'dictionary.bin';
export const MATCHER_FILE = 'matcher.bin';

/**
 * Reads the dictionary that `npm run build` wrote.
 *
 * @throws AppError BUILD_MISSING when it is not there.
 */
export function readDictionary(root: string): IsEnglish {
  const { words } = decodeArrayFile(readBuilt(root, DICTIONARY_FILE)).arrays;
  return dictionaryLookup(words instanceof Uint32Array ? words : new Uint32Array());
}

/**
 * Reads the matcher that `npm run build` trained.
 *
 * @throws AppError BUILD_MISSING when it is not there.
 */
export function readMatcher(root: string): MatcherModel {
  return matcherModel(decodeArrayFile(readBuilt(root, MATCHER_FILE)));
}

function readBuilt(root: string, name: string): Uint8Array {
  try {
    return readFileSync(join(root, 'build', name));
  } catch (cause) {
    throw new AppError('BUILD_MISSING', `build/${name} cannot be read. Run: npm run build`, { cause });
  }
}

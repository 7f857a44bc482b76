import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../common/errors.ts';
import type { Log } from '../common/log.ts';
import { decodeArrayFile } from '../language/arrayFile.ts';
import { type Classify, type ClassifierSettings, safetyClassifier } from './classifier.ts';
import { SAFETY_FILE, safetyModel } from './classifierModel.ts';

/**
 * Opens the second layer of triage from what `npm run build` wrote, once, at the start.
 *
 * Undefined when the file is missing or broken: the rules then look for danger alone, and the log says so.
 */
export function openClassifier(root: string, settings: ClassifierSettings, log: Log): Classify | undefined {
  try {
    const classify = safetyClassifier(safetyModel(decodeArrayFile(readFileSync(join(root, 'build', SAFETY_FILE)))), settings);
    classify(['']);
    classify([TRIAL]);
    return classify;
  } catch (error) {
    log({ event: 'safety-classifier-missing', code: errorCode(error) });
    return undefined;
  }
}

/** Any words will do: a broken file shows when it is first used. */
const TRIAL = 'is anybody there';

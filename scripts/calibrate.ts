/**
 * `npm run calibrate`: proposes thresholds for `settings/matching.md`, measured on writers left out.
 * `-- --safety`: the same for `safety/classifier.md`.
 */
import { join } from 'node:path';
import { figuresWith, proposedSettings, type Scored, scoredWithoutTheirVoice } from '../evaluation/calibrate.ts';
import { runSafetyCalibration } from '../evaluation/runSafetyCalibration.ts';
import type { MatchingSettings } from '../knowledge/content.ts';
import { checkedContent } from '../knowledge/loadContent.ts';
import { readDictionary } from '../knowledge/matcher/builtFiles.ts';
import { readConcepts } from '../knowledge/matcher/conceptsFile.ts';
import { readTrainingExamples } from '../knowledge/trainingExamples.ts';
import type { IsEnglish } from '../language/dictionary.ts';
import { ensureBuilt } from './build.ts';

const root = join(import.meta.dirname, '..');
ensureBuilt(root);
if (process.argv.includes('--safety')) runSafetyCalibration(root);
else calibrateMatching();

function calibrateMatching(): void {
  const isEnglish = readDictionary(root);
  const scored = scoredWithoutTheirVoice(readTrainingExamples(root), readConcepts(root), isEnglish);
  const now = checkedContent(join(root, 'knowledge', 'content')).matching;
  const proposed = proposedSettings(now, scored, isEnglish);

  console.log('Each message was scored by a matcher that had learned nothing from its writer.\n');
  console.log(lines('Now, in settings/matching.md', now, scored, isEnglish));
  console.log(lines('Proposed. Thresholds from wordings may be too careful for real messages: a person decides', proposed, scored, isEnglish));
}

function lines(title: string, settings: MatchingSettings, scored: readonly Scored[], isEnglish: IsEnglish): string {
  const values = Object.entries(settings).filter(([, value]) => typeof value === 'number').map(([name, value]) => `  ${name}: ${value}`);
  const figures = figuresWith(settings, scored, isEnglish).map(({ measure, share }) => `  ${measure.id}: ${(100 * share).toFixed(1)} %`);
  return [`${title}:`, ...values, ...figures, ''].join('\n');
}

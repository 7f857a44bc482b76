import { join } from 'node:path';
import { checkedContent } from '../knowledge/loadContent.ts';
import { readConcepts } from '../knowledge/matcher/conceptsFile.ts';
import { triager } from '../safety/triage.ts';
import { readSafetyExamples } from '../scripts/safetyExamples.ts';
import { concernTrials, foldsByVoice, proposedTrial, type SafetyShares, sharesWith, type SafetyTrial } from './safetyCalibrate.ts';

/** `npm run calibrate -- --safety`: what other thresholds in `safety/classifier.md` would do. Takes some minutes. */
export function runSafetyCalibration(root: string): void {
  const { rules, wordGroups, classifier } = checkedContent(join(root, 'knowledge', 'content')).safety;
  const folds = foldsByVoice(readSafetyExamples(root), readConcepts(root));
  const byRules = triager(rules, wordGroups);
  const trials = concernTrials(classifier, folds, byRules);
  const proposed = proposedTrial(trials, folds, byRules);

  console.log('Each message was judged by a classifier that had learned nothing from its writer.\n');
  console.log(line('rules alone', sharesWith({ ...classifier, ...RULES_ALONE }, folds, byRules)));
  console.log(line('classifier alone', sharesWith(classifier, folds, () => undefined)));
  console.log(line('now', sharesWith(classifier, folds, byRules)));
  for (const trial of trials) console.log(trialLine(trial));
  if (proposed !== undefined) console.log(`\nProposed. A person decides, and signs:\n${trialLine(proposed)}`);
}

const RULES_ALONE = {
  concernAtLeast: Infinity,
  emergencyAtLeast: Infinity,
  partAtLeast: Infinity,
  setAsideBelow: -Infinity,
};

const FIGURES = ['found', 'foundEmergency', 'underEscalated', 'overEscalated', 'harmless', 'informational', 'ordinary'] as const;

function trialLine({ settings, shares }: SafetyTrial): string {
  return line(`concern_at_least ${settings.concernAtLeast}, emergency_within ${settings.emergencyWithin}`, shares);
}

function line(title: string, shares: SafetyShares): string {
  const figures = FIGURES.map((name) => `${name} ${(100 * shares[name].share).toFixed(1)} %`);
  return `${title}:\n  ${figures.join(', ')}`;
}

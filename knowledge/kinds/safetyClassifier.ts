import type { SafetyClassifierSettings } from '../content.ts';
import type { FactReader } from '../factReader.ts';
import { type Kind, readId, REVIEW_FACTS } from './kind.ts';
import { CATEGORIES } from './safetyRule.ts';

const THRESHOLDS = [
  'concern_at_least', 'emergency_at_least', 'part_at_least', 'emergency_within', 'uneasy_within', 'kind_sure_at_least', 'set_aside_below',
] as const;

/** `safety/classifier.md`: how sure the second layer of triage must be, and which reply it gives. */
export const safetyClassifierKind: Kind<SafetyClassifierSettings> = {
  facts: ['id', ...THRESHOLDS, 'never_set_aside', 'rows', ...REVIEW_FACTS],
  headings: ['Why'],
  read(file) {
    readId(file);
    const settings = {
      concernAtLeast: file.number('concern_at_least', -10, 10),
      emergencyAtLeast: file.number('emergency_at_least', -10, 10),
      partAtLeast: file.number('part_at_least', -10, 10),
      emergencyWithin: file.number('emergency_within', 0, 10),
      uneasyWithin: file.number('uneasy_within', 0, 10),
      kindSureAtLeast: file.number('kind_sure_at_least', -10, 10),
      setAsideBelow: file.number('set_aside_below', -10, 10),
      neverSetAside: file.listOf('never_set_aside', CATEGORIES),
      rows: readRows(file),
    };
    if (settings.setAsideBelow > Math.min(settings.concernAtLeast, settings.emergencyAtLeast)) {
      file.problem('"set_aside_below" is above a bar of concern. A rule must not be set aside where there is a concern.');
    }
    return settings;
  },
};

function readRows(file: FactReader): ReadonlyMap<string, string> {
  const rows = file.map('rows');
  for (const kind of CATEGORIES.flatMap((category) => [`${category}/emergency`, `${category}/urgent`])) {
    if (!rows.has(kind)) file.problem(`"rows" lacks ${kind}. Add a line such as: ${kind}: the id of a reply`);
  }
  return rows;
}

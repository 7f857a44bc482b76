import type { MatchingSettings } from '../content.ts';
import { type Kind, readId, REVIEW_FACTS } from './kind.ts';

const THRESHOLDS = [
  'answer_at_least',
  'clarify_at_least',
  'help_dialog_at_least',
  'signpost_at_least',
  'smalltalk_at_least',
  'one_word_at_least',
  'distress_sign_at_least',
  'illness_sign_at_least',
] as const;

const DISTANCES = ['margin_at_least', 'help_dialog_within', 'out_of_scope_within'] as const;
const CONCEPTS = ['denied_concepts', 'needed_concepts'] as const;

/** `settings/matching.md`: how sure the matcher must be. The headings are for notes and are not used. */
export const matchingKind: Kind<MatchingSettings> = {
  facts: ['id', ...THRESHOLDS, ...DISTANCES, ...CONCEPTS, ...REVIEW_FACTS],
  headings: ['Why'],
  read(file) {
    readId(file);
    const settings = {
      answerAtLeast: file.number('answer_at_least', -10, 10),
      clarifyAtLeast: file.number('clarify_at_least', -10, 10),
      marginAtLeast: file.number('margin_at_least', 0, 10),
      helpDialogAtLeast: file.number('help_dialog_at_least', -10, 10),
      helpDialogWithin: file.number('help_dialog_within', 0, 10),
      signpostAtLeast: file.number('signpost_at_least', -10, 10),
      smalltalkAtLeast: file.number('smalltalk_at_least', -10, 10),
      outOfScopeWithin: file.number('out_of_scope_within', 0, 10),
      oneWordAtLeast: file.number('one_word_at_least', -10, 10),
      distressSignAtLeast: file.number('distress_sign_at_least', -10, 10),
      illnessSignAtLeast: file.number('illness_sign_at_least', -10, 10),
      deniedConcepts: file.map('denied_concepts'),
      neededConcepts: file.map('needed_concepts'),
    };
    if (settings.clarifyAtLeast > settings.answerAtLeast) {
      file.problem('"clarify_at_least" is above "answer_at_least". Offering passages must start below answering.');
    }
    return settings;
  },
};

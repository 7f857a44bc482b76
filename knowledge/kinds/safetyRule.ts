import type { ConcernCategory, SafetyRule } from '../content.ts';
import { type Kind, readId, REVIEW_FACTS } from './kind.ts';

/** What a message can give reason to be concerned about. */
export const CATEGORIES: readonly [ConcernCategory, ...ConcernCategory[]] = [
  'suicide', 'self-harm', 'harm-to-baby', 'baby-medical', 'parent-medical', 'psychosis', 'domestic-abuse',
  'safeguarding', 'overdose-poisoning',
];

/** `safety/rules/<category>/`: phrases that mean danger, phrases that only look like it, and examples of both. */
export const safetyRuleKind: Kind<SafetyRule> = {
  facts: ['id', 'category', 'urgency', 'row', 'owner', ...REVIEW_FACTS],
  headings: ['Phrases', 'Except', 'Examples', 'Counter-examples'],
  read(file) {
    const texts = (heading: string): readonly string[] => file.bullets(heading).map(({ text }) => text);
    const needed = (heading: string): readonly string[] => {
      const found = texts(heading);
      if (found.length === 0) file.problem(`"## ${heading}" is missing or empty. Add the heading and a bullet below it.`);
      return found;
    };
    file.text('owner', 'safeguarding lead');
    const category = file.text('category', 'suicide');
    if (category !== file.path.split('/').at(-2)) file.problem('"category" is the name of the folder. Mend one of them.');
    file.text('urgency', 'emergency');
    return {
      id: readId(file),
      category: file.oneOf('category', CATEGORIES),
      urgency: file.oneOf('urgency', ['emergency', 'urgent']),
      row: file.text('row', 'suicide-now'),
      phrases: needed('Phrases'),
      exceptPhrases: texts('Except'),
      examples: needed('Examples'),
      counterExamples: needed('Counter-examples'),
    };
  },
};

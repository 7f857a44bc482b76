import type { Barrier } from '../content.ts';
import { type Kind, REVIEW_FACTS } from './kind.ts';
import { readWords } from './words.ts';

/** `barriers/`: phrases in the notation of safety rules, examples of both sorts, and the words that meet them. */
export const barrierKind: Kind<Barrier> = {
  facts: ['id', 'when', 'owner', 'says_when', 'choices', 'services', ...REVIEW_FACTS],
  headings: ['Phrases', 'Except', 'Examples', 'Counter-examples', 'Say', 'Say again'],
  read(file) {
    const texts = (heading: string): readonly string[] => file.bullets(heading).map(({ text }) => text);
    const needed = (heading: string): readonly string[] => {
      const found = texts(heading);
      if (found.length === 0) file.problem(`"## ${heading}" is missing or empty. Add the heading and a bullet below it.`);
      return found;
    };
    file.text('owner', 'safeguarding lead');
    file.text('when', 'always');
    return {
      ...readWords(file),
      when: file.oneOf('when', ['always', 'after-danger', 'beside']),
      phrases: needed('Phrases'),
      exceptPhrases: texts('Except'),
      examples: needed('Examples'),
      counterExamples: needed('Counter-examples'),
    };
  },
};

import type { Source } from '../content.ts';
import { splitSentences } from '../sentences.ts';
import { type Kind, readId } from './kind.ts';

/** `sources/`: what was said by others, word for word. Never changed to suit an answer. */
export const sourceKind: Kind<Source> = {
  facts: ['id', 'title', 'speaker', 'published_by', 'url', 'permission', 'retrieved_on'],
  headings: ['Transcript'],
  read(file) {
    for (const fact of ['published_by', 'url', 'permission']) file.blankable(fact);
    file.day('retrieved_on');
    return {
      id: readId(file),
      title: file.text('title', 'Interview for Infant Mental Health Week'),
      speaker: file.text('speaker', 'Sally Hogg, Parent Infant Foundation'),
      sentences: splitSentences(file.words('Transcript').join('\n\n')),
    };
  },
};

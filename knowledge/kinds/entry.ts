import type { Entry, Wording } from '../content.ts';
import type { FactReader } from '../factReader.ts';
import { splitSentences } from '../sentences.ts';
import { type Kind, optional, readId, REVIEW_FACTS } from './kind.ts';

/** An entry as its file has it; the question and the speaker come from the files beside it. */
export type EntryFile = Omit<Entry, 'question' | 'speaker'> & { readonly speaker?: string };

/** `entries/<group>/<id>.md`: one passage of the interview, and what belongs to giving it. */
export const entryKind: Kind<EntryFile> = {
  facts: [
    'id', 'button', 'opening', 'source', 'speaker', 'audience', 'only_when_asked', 'about_holding',
    'before', 'after', 'next_step', 'related', ...REVIEW_FACTS,
  ],
  headings: ['Asked as', 'Short answer', 'Full answer'],
  read: (file) => ({
    id: readId(file),
    group: groupOf(file),
    button: file.text('button', 'Looking after myself'),
    opening: file.text('opening', '"About looking after yourself:"'),
    shortAnswer: splitSentences(file.words('Short answer').join('\n\n')),
    fullAnswer: splitSentences(file.paragraphs('Full answer').join('\n\n')),
    source: file.text('source', 'infant-mental-health-week-interview'),
    ...optional('speaker', file.optional('speaker')),
    audience: file.oneOf('audience', ['parents', 'charities']),
    onlyWhenAsked: file.flag('only_when_asked'),
    aboutHolding: file.flag('about_holding'),
    ...optional('before', file.optional('before')),
    ...optional('after', file.optional('after')),
    ...optional('nextStep', file.optional('next_step')),
    related: file.list('related'),
    wordings: readWordings(file),
  }),
};

function groupOf(file: FactReader): string {
  const group = file.path.split('/').at(-2) ?? '';
  if (!file.fileName.startsWith(`${group}.`)) {
    file.problem(`The name of a file in this folder begins with the folder's: ${group}.${file.fileName}.md`);
  }
  return group;
}

function readWordings(file: FactReader): Wording[] {
  return file.bullets('Asked as').map(({ under, text }) => ({ voice: under === '' ? 'editor' : under, text }));
}

import type { Signpost, Words } from '../content.ts';
import type { FactReader } from '../factReader.ts';
import { type Kind, optional, readId, REVIEW_FACTS } from './kind.ts';

/** Facts of all words of ours. */
export const WORDS_FACTS = ['id', 'says_when', 'choices', 'services', ...REVIEW_FACTS];
const WORDS_HEADINGS = ['Say', 'Say again', 'After danger'];

/** `messages/` and `smalltalk/`: sentences of ours. One paragraph is one bubble. */
export const wordsKind: Kind<Words> = {
  facts: WORDS_FACTS,
  headings: WORDS_HEADINGS,
  read: readWords,
};

/** `signposts/`: where to turn with what the interview does not answer. */
export const signpostKind: Kind<Signpost> = {
  facts: ['button', ...WORDS_FACTS],
  headings: WORDS_HEADINGS,
  read: (file) => ({ ...readWords(file), button: file.text('button', 'Feeding') }),
};

/** Reads the facts and headings that all words of ours have. */
export function readWords(file: FactReader): Words {
  return {
    id: readId(file),
    saysWhen: file.text('says_when', 'No passage fits the question'),
    say: file.words('Say'),
    sayAgain: file.hasSection('Say again') ? file.words('Say again') : [],
    ...optional('sayAfterDanger', file.hasSection('After danger') ? file.words('After danger') : undefined),
    choices: file.list('choices'),
    services: file.list('services'),
  };
}

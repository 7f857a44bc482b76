import type { Signpost, Words } from '../content.ts';
import type { FactReader } from '../factReader.ts';
import { type Kind, readId, REVIEW_FACTS } from './kind.ts';

const WORDS_FACTS = ['id', 'says_when', 'choices', 'services', ...REVIEW_FACTS];
const WORDS_HEADINGS = ['Say', 'Say again'];

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

function readWords(file: FactReader): Words {
  return {
    id: readId(file),
    saysWhen: file.text('says_when', 'No passage fits the question'),
    say: file.words('Say'),
    sayAgain: file.hasSection('Say again') ? file.words('Say again') : [],
    choices: file.list('choices'),
    services: file.list('services'),
  };
}

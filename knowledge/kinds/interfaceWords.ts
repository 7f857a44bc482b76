import type { InterfaceWords } from '../content.ts';
import { type Kind, readId, REVIEW_FACTS } from './kind.ts';

/** `interface/`: the words of pages and buttons, by name. */
export const interfaceKind: Kind<InterfaceWords> = {
  facts: ['id', 'says_when', 'words', ...REVIEW_FACTS],
  headings: [],
  read(file) {
    file.blankable('says_when');
    return { id: readId(file), words: file.map('words') };
  },
};

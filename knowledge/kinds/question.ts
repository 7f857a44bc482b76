import { type Kind } from './kind.ts';

/** One question of the interview: a folder of entries. */
export interface Question {
  /** The folder. */
  readonly group: string;
  readonly source: string;
  /** Place in the interview, from 1. */
  readonly order: number;
  /** The interviewer's words. Empty: nobody asked, as in the introduction. */
  readonly text: string;
  readonly leftOut: readonly LeftOut[];
}

/** A sentence of the source that no entry quotes, and why. */
export interface LeftOut {
  readonly sentence: string;
  readonly reason: string;
  readonly line: number;
}

/** A quoted sentence in straight or curly marks, a dash of any length, and the reason. */
const LEFT_OUT = /^["“](.+)["”]\s*[-–—:]\s*(\S.*)$/u;

/** `entries/<group>/question.md`: what the interviewer asked, and the sentences left out, each with its reason. */
export const questionKind: Kind<Question> = {
  facts: ['id', 'source', 'order'],
  headings: ['Question', 'Left out'],
  read(file) {
    const group = file.path.split('/').at(-2) ?? '';
    const id = file.blankable('id');
    if (id !== group) file.problem(`"id" is the folder's name. Write id: ${group}`);
    const leftOut = file.bullets('Left out').map(({ text, line }) => {
      const [, sentence, reason] = LEFT_OUT.exec(text) ?? [];
      if (sentence !== undefined && reason !== undefined) return { sentence, reason, line };
      file.problem('A sentence left out needs its reason. Write: - "The sentence." - the reason', line);
      return { sentence: text.replace(/^["“]|["”].*$/gu, ''), reason: '', line };
    });
    return {
      group,
      source: file.text('source', 'infant-mental-health-week-interview'),
      order: file.number('order', 0, 1000),
      text: file.paragraphs('Question').join(' '),
      leftOut,
    };
  },
};

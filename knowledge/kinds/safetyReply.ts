import type { SafetyReply } from '../content.ts';
import { type Kind, readId, REVIEW_FACTS } from './kind.ts';

/** `safety/replies/`: what is said to one row of the red-flag table, and what is said when it comes again. */
export const safetyReplyKind: Kind<SafetyReply> = {
  facts: ['id', 'services', 'action_services', 'choices', ...REVIEW_FACTS],
  headings: ['First', 'Again'],
  read: (file) => ({
    id: readId(file),
    first: file.words('First'),
    again: file.words('Again'),
    services: file.list('services'),
    actionServices: file.list('action_services'),
    choices: file.list('choices'),
  }),
};

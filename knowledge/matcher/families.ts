/** What sort of reply a label asks for. */
export type Family = 'passage' | 'signpost' | 'smalltalk' | 'help-dialog' | 'unanswerable';

/** The label of a message in another language than English. */
export const ANOTHER_LANGUAGE = 'signpost:language';

/** The family of a label. */
export function familyOf(label: string): Family {
  if (label === 'help-dialog' || label === 'unanswerable') return label;
  if (label.startsWith('signpost:')) return 'signpost';
  return label.startsWith('smalltalk:') ? 'smalltalk' : 'passage';
}

/** Whether a label can be a button: a passage, a signpost or help. */
export function isOfferable(label: string): boolean {
  const family = familyOf(label);
  return family !== 'smalltalk' && family !== 'unanswerable' && label !== ANOTHER_LANGUAGE;
}

/** What a parent sends: what is shown as said, and what goes to the bot. */
export interface Sent {
  readonly shown: { readonly said: string; readonly sentAlong?: string };
  readonly text: string;
  readonly choice: { readonly choice?: string };
}

/**
 * Reads what was sent, and empties the field of words that were sent. Undefined: nothing was.
 *
 * Words that wait in the field when a button is tapped go along, and stay.
 */
export function readForm({ target, submitter }: SubmitEvent): Sent | undefined {
  const field = target instanceof HTMLFormElement ? target.querySelector('textarea') : null;
  if (field === null) return undefined;
  const text = field.value.trim();
  if (submitter instanceof HTMLButtonElement && submitter.name === 'choice') {
    const said = submitter.textContent;
    return {
      shown: text === '' ? { said } : { said, sentAlong: text },
      text,
      choice: { choice: submitter.value },
    };
  }
  if (text === '') return undefined;
  field.value = '';
  return { shown: { said: text }, text, choice: {} };
}

/** Enter sends, as in every chat. Shift and Enter begins a new line; so does Enter while a word is being composed. */
export function sendsOnEnter(event: KeyboardEvent): void {
  const { target, key, shiftKey, isComposing } = event;
  if (!(target instanceof HTMLTextAreaElement) || key !== 'Enter' || shiftKey || isComposing) return;
  event.preventDefault();
  target.form?.requestSubmit(target.form.querySelector<HTMLButtonElement>('.send'));
}

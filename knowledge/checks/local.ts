import type { ContentProblem } from '../contentProblem.ts';
import type { Library } from '../library.ts';

/** The charity's own helpline gives its number in its words: some channels show no buttons. */
export function checkLocal({ local }: Library): readonly ContentProblem[] {
  return local.flatMap(({ file, item: { service } }) => {
    const number = service.phone ?? service.sms?.number;
    if (number === undefined || service.say.includes(number)) return [];
    return [{ file, what: `"## Say" does not give the number. Write ${number} into the words, too.` }];
  });
}

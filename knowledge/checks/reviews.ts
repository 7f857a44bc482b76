import type { Service } from '../content.ts';
import type { ContentProblem } from '../contentProblem.ts';
import { monthsLater } from '../days.ts';
import type { Loaded } from '../kinds/kind.ts';
import { filesOf, type Library } from '../library.ts';

const MONTHS_UNTIL_NEXT_REVIEW = 12;
/** Numbers and hours of helplines change sooner than words do. */
const MONTHS_UNTIL_NEXT_REVIEW_OF_HELPLINES = 3;

/** What is called approved names who signed it, when, and the day to look again, which is not too far off. */
export function checkReviews(library: Library): readonly ContentProblem[] {
  return [
    ...filesOf(library).flatMap(signature),
    ...library.services.flatMap(({ file, item }) => checkOfNumber(file, item)),
  ];
}

function signature({ file, review }: Loaded<unknown>): ContentProblem[] {
  if (review?.status !== 'approved') return [];
  const { reviewedBy, reviewedOn, reviewBy } = review;
  if (reviewedBy === '' || reviewedOn === '' || reviewBy === '') {
    return [{ file, what: 'Approved needs all of "reviewed_by", "reviewed_on", "review_by". Or write status: draft' }];
  }
  const months = file.startsWith('services/') ? MONTHS_UNTIL_NEXT_REVIEW_OF_HELPLINES : MONTHS_UNTIL_NEXT_REVIEW;
  const latest = monthsLater(reviewedOn, months);
  if (reviewBy > reviewedOn && reviewBy <= latest) return [];
  const rule = `"review_by" is after "reviewed_on", at most ${months} months`;
  return [{ file, what: `${rule}. Write a day up to review_by: ${latest}` }];
}

function checkOfNumber(file: string, { checkedOn, checkedBy }: Service): ContentProblem[] {
  if ((checkedOn === '') === (checkedBy === '')) return [];
  return [{ file, what: '"checked_on" and "checked_by" belong together. Fill in both, or leave both empty.' }];
}

import type { ContentProblem } from './contentProblem.ts';
import { daysSince } from './days.ts';
import { ourWordsOf } from './checks/ourWords.ts';
import { filesOf, type Library } from './library.ts';
import { readingAge } from './readability.ts';
import { serviceAge } from './serviceAge.ts';
import { countWords } from './sentences.ts';

/** Our words are for ages 9 to 11; the estimate is a year or so off either way. */
const MAX_READING_AGE = 12;
const FEWEST_WORDS_TO_JUDGE = 30;

/** Lists what an editor should look at and what stops nothing: hard reading, old facts, reviews that are due. */
export function contentWarnings(library: Library, now: number): readonly ContentProblem[] {
  return [...hardReading(library), ...oldFacts(library, now), ...dueReviews(library, now)];
}

function hardReading(library: Library): ContentProblem[] {
  const bubbles = Map.groupBy(ourWordsOf(library).filter(({ bubble }) => bubble), ({ file }) => file);
  return [...bubbles].flatMap(([file, pieces]) => {
    const text = pieces.map((piece) => piece.text).join('\n\n');
    const age = Math.round(readingAge(text));
    if (age <= MAX_READING_AGE || countWords(text) < FEWEST_WORDS_TO_JUDGE) return [];
    return [{ file, what: `Reads like a text for age ${age}. Aim for 9 to 11: shorter sentences, shorter words.` }];
  });
}

function oldFacts({ services }: Library, now: number): ContentProblem[] {
  return services.flatMap(({ file, item }) => {
    const age = serviceAge(item, now);
    if (age === 'fresh') return [];
    const limit = age === 'stale' ? 90 : 60;
    return [{ file, what: `Last stated or checked more than ${limit} days ago. Ring or look, then fill in "checked_on" and "checked_by".` }];
  });
}

function dueReviews(library: Library, now: number): ContentProblem[] {
  return filesOf(library).flatMap(({ file, review }) => {
    if (review?.status !== 'approved' || review.reviewBy === '' || daysSince(review.reviewBy, now) < 0) return [];
    return [{ file, what: `Was to be reviewed again by ${review.reviewBy}.` }];
  });
}

import type { ReviewStatus } from '../content.ts';
import type { FactReader, FileShape } from '../factReader.ts';

/** One kind of content file: what may stand in it, and how it becomes what the program uses. */
export interface Kind<Item> extends FileShape {
  /** Never throws: problems go to the reader. */
  readonly read: (file: FactReader) => Item;
}

/** What one file became, with where it stands and who signed it. */
export interface Loaded<Item> {
  /** Path below the content folder. */
  readonly file: string;
  readonly item: Item;
  /** Absent: this kind of file is not signed. */
  readonly review?: Review;
}

/** Who signed, when, and the day to look again. All empty in a draft. */
export interface Review {
  readonly status: ReviewStatus;
  readonly reviewedBy: string;
  readonly reviewedOn: string;
  readonly reviewBy: string;
}

export const REVIEW_FACTS = ['status', 'reviewed_by', 'reviewed_on', 'review_by'] as const;

/** Reads the four review lines. Without `status` a file is a draft. */
export function readReview(file: FactReader): Review {
  return {
    status: file.oneOf('status', ['draft', 'approved']),
    reviewedBy: file.blankable('reviewed_by'),
    reviewedOn: file.day('reviewed_on'),
    reviewBy: file.day('review_by'),
  };
}

/** Reads `id`, which is the file's name. Wrong or missing: says so and goes on with the file's name. */
export function readId(file: FactReader): string {
  const id = file.blankable('id');
  if (id !== file.fileName) file.problem(`"id" is the file's name. Write id: ${file.fileName}, or rename the file`);
  return file.fileName;
}

/** A missing fact is a missing field, not one that holds nothing. */
export function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

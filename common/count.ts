/**
 * Counts one more of something in this month. `code` is made of kinds and ids of content, such as
 * `answer signs.clingy`, never of what anybody typed; anything that is no such code is not counted. Never throws and
 * never waits.
 */
export type Count = (code: string) => void;

/** Counts nothing: where an operator wants no counts, and for tests and scripts. */
export const countNothing: Count = () => undefined;

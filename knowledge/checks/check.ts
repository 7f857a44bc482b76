import type { ContentProblem } from '../contentProblem.ts';
import type { Library } from '../library.ts';

/** Looks at everything that was read and lists what an editor must mend. Empty: all is well. Never throws. */
export type Check = (library: Library) => readonly ContentProblem[];

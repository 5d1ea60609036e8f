import { allowRules } from './allow.js';
import type { Change } from './change.js';
import { onePrecision } from './precision.js';

/** Which project files a tool understands, and what changed from each version of them to the next. */
export interface Versions {
  /** What a project says that is written for this tool. */
  readonly current: number;
  /** In the order in which they are made. */
  readonly changes: readonly Change[];
}

/** What a project is written for that does not say it: it is older than the key. */
export const firstVersion = 1;

/**
 * The versions of this tool. A change of what authors write (a key, a helper, a column) that old projects would meet as
 * an error raises `current` and has its entry here, so that a project is told what to do, and `upgrade` does it.
 * Version 1 is that of Tallybook 0.1.0, the first there is: nothing comes before it.
 */
export const versions: Versions = { current: 2, changes: [allowRules, onePrecision] };

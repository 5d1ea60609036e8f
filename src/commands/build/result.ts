import type { Diagnostic } from '../../diagnostics.js';
import type { ResourceLimits } from '../../resource-limits.js';

/** What came of a build. */
export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What stands in the output folder for what was asked; `path` is relative to `output`. */
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
  /** The output folder, relative to the project. */
  readonly output: string;
  /** The same of the confidential reports, where public ones were built beside them. */
  readonly confidential?: Pick<BuildResult, 'output' | 'outputs'>;
  /** The same of those under embargo, where others were built beside them. */
  readonly embargoed?: Pick<BuildResult, 'output' | 'outputs'>;
  /** The signatures that were made, by their paths in the project. */
  readonly signed?: readonly string[];
  /** What was put into a part. */
  readonly part?: PartResult;
  /** How many finished targets are not published, and need not be made again by the next build. */
  readonly waiting?: number;
  /** True where the others were published in spite of errors. */
  readonly isPublished?: boolean;
  /** How many targets have errors; absent where that is not counted. */
  readonly failed?: number;
  /** How many passages of the reports that were built no data can test; absent where none was built. */
  readonly unchecked?: number;
  /** True when all of it was there already, made from the same inputs, so that nothing was done. */
  readonly upToDate: boolean;
  /** Those of the project, once it was read: how many problems are printed is one of them. */
  readonly limits?: ResourceLimits;
}

/** What stands in a part. */
export interface PartResult {
  /** Relative to the project. */
  readonly folder: string;
  readonly reports: number;
  /** How many of them stood there already. */
  readonly found: number;
}

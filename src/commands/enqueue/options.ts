import type { Diagnostic } from '../../diagnostics.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { BuildOptions } from '../build/build.js';
import type { BuildResult } from '../build/result.js';

export interface EnqueueOptions
  extends Pick<BuildOptions, 'root' | 'only' | 'languages' | 'formats' | 'draft' | 'env'> {
  /** Wait until all is built, and publish it. */
  readonly wait: boolean;
  /** Publish what could be made, where some reports have errors. */
  readonly keepGoing: boolean;
  /** The address of the queue as typed; without it, that in the environment. */
  readonly queue: string | undefined;
  /** The shared directory, absolute and as typed. */
  readonly share: { readonly folder: string; readonly shown: string };
  /** Takes a line about what is done. */
  readonly say: (line: string) => void;
}

export interface EnqueueResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly limits?: ResourceLimits;
  /** What was published, after waiting for it. */
  readonly published?: BuildResult;
}

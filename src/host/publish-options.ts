import type { OutputOperations } from './output-operations.js';
import type { EarlierOutputs, ObsoleteOutput } from './own-outputs.js';

/** A finished output: `path` is relative to the output folder, with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface PublishOptions {
  /** Which of the files is the manifest: it takes its place last, so that it never names what is not there. */
  readonly manifest: string;
  /** Whose files may be replaced. */
  readonly earlier: EarlierOutputs;
  /**
   * Outputs of the previous manifest that the new one no longer names. One that is already gone is no error, and one
   * that was changed since stays.
   */
  readonly obsolete: readonly ObsoleteOutput[];
  /** The output folder as the project names it, for messages; its own name by default. */
  readonly shownRoot?: string;
  /** What touches the disk; tests put failures in. */
  readonly operations?: OutputOperations;
}

import type { OutputOperations } from './output-operations.js';
import type { EarlierOutputs, ObsoleteOutput } from './own-outputs.js';

/** A finished output: `path` is relative to the output folder, with `/`. */
export type OutputFile = WrittenFile | StoredFile;

interface WrittenFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** An output that lies on the disk already, through to its last byte. */
interface StoredFile {
  readonly path: string;
  /** Absolute. */
  readonly at: string;
  readonly sha256: string;
  /** True where the file may be one with the output; else it is copied, since it is somebody's. */
  readonly shared: boolean;
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
  /** The folder that the output folder lies in once its links are followed, also those that came while a build ran. */
  readonly within?: string;
  /** What touches the disk; tests put failures in. */
  readonly operations?: OutputOperations;
}

import type { Verb } from '../cli/verbs/verb.js';
import type { CodeMeanings } from '../diagnostic-codes.js';
import type { Finding } from '../host/doctor/finding.js';

/**
 * What a part of the tool adds to the program. It is loaded with every command line, so that what its verbs do is loaded
 * when they are called.
 */
export interface ProgramExtension {
  readonly codes?: CodeMeanings;
  readonly verbs: readonly Verb[];
  /** What it looks at on a machine, for `tallybook doctor`. */
  readonly examine?: (env: NodeJS.ProcessEnv) => Promise<readonly Finding[]>;
  /** What is said after a build without errors, by the folder of the project. */
  readonly remind?: (root: string) => Promise<readonly string[]>;
}

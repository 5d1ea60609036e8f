import type { Diagnostic } from '../../diagnostics.js';

/** What is said where Tallybook itself fails while a preview goes on: the next change is tried all the same. */
export const internalProblem = (error: unknown): Diagnostic => ({
  severity: 'error',
  code: 'host/internal',
  message: `Unexpected failure of Tallybook itself (${String(error instanceof Error ? error.message : error).split('\n', 1)[0]}), expected a page`,
  position: { file: 'tallybook', line: 1, column: 1 },
  hint: 'run `tallybook check --debug` and report what it prints; the preview goes on with the next change',
});

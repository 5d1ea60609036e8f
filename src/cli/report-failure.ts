import type { ExitCode } from './exit-code.js';
import { failureOf, stackOf } from './failure.js';
import { printDiagnostics } from './print-diagnostics.js';
import { printingOn } from './printing.js';
import type { SharedRequest } from './request.js';
import type { Terminal } from './terminal.js';

/**
 * Prints why a run could not finish and returns its exit code: a known problem of the machine, or a fault of Tallybook
 * itself. The stack is printed with `debug` only.
 */
export function reportFailure(
  error: unknown,
  { json, debug }: Pick<SharedRequest, 'json' | 'debug'>,
  root: string,
  given: Terminal,
): ExitCode {
  const terminal = printingOn(given);
  printDiagnostics([failureOf(error)], json, root, terminal);
  if (debug) terminal.err(stackOf(error));
  return 3;
}

import { inspect } from 'node:util';
import type { Diagnostic } from '../diagnostics.js';
import { EnvironmentProblem } from '../host/host.js';
import { systemProblem } from '../host/system-problem.js';
import { problem } from '../problems/problem.js';
import type { ExitCode } from './exit-code.js';
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

/** What is said of a run that threw: a known problem of the machine, or a fault of Tallybook itself. */
function failureOf(error: unknown): Diagnostic {
  if (error instanceof EnvironmentProblem) return error.diagnostic;
  const found = systemProblem(error);
  if (found !== undefined) return found.diagnostic;
  return problem(
    'host/internal.finish',
    { file: 'tallybook', line: 1, column: 1 },
    { words: wordsOf(error) },
  );
}

/** The first line of what was thrown: also of what is no error, such as an event or a plain object. */
function wordsOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  const text = typeof message === 'string' ? message : inspect(message, { depth: 1, breakLength: Infinity });
  return text.trim().split('\n', 1)[0] || 'without a reason';
}

/** The stack of an error and of what caused it, for `--debug`. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(error.cause)}`;
}

import { findNoopRecord } from '../commands/build/noop/noop-record.js';
import type { BuildResult } from '../commands/build/result.js';
import { visible } from '../control-characters.js';
import { hasErrors } from '../diagnostics.js';
import type { ExitCode } from './exit-code.js';
import { codeQuality, printDiagnostics } from './print-diagnostics.js';
import { type Printing, printingOn } from './printing.js';
import type { SharedRequest } from './request.js';
import { shownPath } from './shown-path.js';
import { describeOutputs, summarise } from './summary.js';
import type { Terminal } from './terminal.js';

interface Told extends Pick<SharedRequest, 'json' | 'quiet'> {
  /** The project folder, absolute. */
  readonly root: string;
  readonly check: boolean;
  /** Print a code quality report too. */
  readonly codeQuality?: true;
  /** When it began, by the clock of the terminal. */
  readonly start: number;
}

/** Prints what came of a build or a check: problems, files, and a summary. Returns the exit code. */
export function tellBuild(
  result: BuildResult,
  { root, json, quiet, check, start, ...more }: Told,
  terminal: Printing,
): ExitCode {
  printDiagnostics(result.diagnostics, json, root, terminal, result.limits);
  if (more.codeQuality === true)
    terminal.json(codeQuality(result.diagnostics, root, terminal, result.limits));
  if (!json && !quiet && !check) {
    for (const line of describeOutputs(result, (path) => shownPath(path, root, terminal.cwd)))
      terminal.out(line);
  }
  const shownRoot = shownPath('.', root, terminal.cwd);
  const project = shownRoot === '.' ? 'the project' : visible(shownRoot);
  if (!quiet) {
    terminal.err(summarise(result, { check, project, elapsed: terminal.now() - start }));
    for (const path of result.signed ?? [])
      terminal.err(`Signed: ${visible(shownPath(path, root, terminal.cwd))}`);
  }
  return hasErrors(result.diagnostics) ? 1 : 0;
}

/** Says of a project in which nothing has changed what was said before, and returns the exit code; undefined where something has to be done for it. */
export async function replayNoop(argv: readonly string[], given: Terminal): Promise<ExitCode | undefined> {
  const start = given.now();
  const noopRecord = await findNoopRecord({ argv, cwd: given.cwd }, given.env);
  if (noopRecord === undefined) return undefined;
  const { root, manner, result } = noopRecord;
  return tellBuild(result, { root, ...manner, check: false, start }, printingOn(given));
}

import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { InitRequest } from '../../cli/run-init.js';
import { shownPath } from '../../cli/shown-path.js';
import { visible } from '../../control-characters.js';
import { hasErrors } from '../../diagnostics.js';
import { initFrom } from './init-from.js';
import { leftOver } from './run-describe.js';

interface InitFromRequest extends InitRequest {
  /** As typed: files of data that the project is made from. */
  readonly from: readonly string[];
}

/** Writes a project for files of data. Asks nothing. Returns 1 where it does not build yet. */
export async function runInitFrom(request: InitFromRequest, terminal: Printing): Promise<0 | 1> {
  const { folder, from, json, quiet } = request;
  const root = resolve(terminal.cwd, folder);
  const shown = visible(shownPath('.', root, terminal.cwd));
  const files = from.map((file) => resolve(terminal.cwd, file));
  const year = new Date().getFullYear();
  const { refused, problems, questions } = await initFrom({ root, shown, files, year });
  printDiagnostics([...refused, ...problems], json, root, terminal);
  if (refused.length > 0) return 1;
  const isReady = !hasErrors(problems);
  const first = isReady ? 'answer what its data package asks' : 'mend what stands above';
  const next =
    isReady && questions === 0
      ? `the command \`build ${shown}\` builds it`
      : `${first}, then \`build ${shown}\` builds it`;
  if (!quiet) terminal.err(`Wrote a project to ${shown}; ${next}. ${leftOver(questions, problems.length)}`);
  return isReady ? 0 : 1;
}

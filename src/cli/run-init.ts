import { resolve } from 'node:path';
import { visible } from '../control-characters.js';
import { hasErrors } from '../diagnostics.js';
import { leftOver } from '../extensions/describe/run-describe.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import type { InitRequest } from './request.js';
import { shownPath } from './shown-path.js';

/** Writes a project, from an example or from files of data. Asks nothing. Returns 1 where it does not build yet. */
export async function runInit(request: InitRequest, terminal: Printing): Promise<0 | 1> {
  const { folder, from, json, quiet } = request;
  const root = resolve(terminal.cwd, folder);
  const shown = visible(shownPath('.', root, terminal.cwd));
  const say = (line: string): void => {
    if (!quiet) terminal.err(line);
  };
  if (from.length === 0) {
    const { init } = await import('../commands/init/init.js');
    const diagnostics = await init(root, shown);
    printDiagnostics(diagnostics, json, root, terminal);
    if (diagnostics.length > 0) return 1;
    say(`Wrote a small project to ${shown}; the command \`build ${shown}\` builds it`);
    return 0;
  }
  const { initFrom } = await import('../commands/init/init-from.js');
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
  say(`Wrote a project to ${shown}; ${next}. ${leftOver(questions, problems.length)}`);
  return isReady ? 0 : 1;
}

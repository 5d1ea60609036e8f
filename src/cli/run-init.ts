import { resolve } from 'node:path';
import { init } from '../commands/init/init.js';
import { visible } from '../control-characters.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import type { SharedRequest } from './request.js';
import { shownPath } from './shown-path.js';

export interface InitRequest extends SharedRequest {
  readonly command: 'init';
  /** As typed. */
  readonly folder: string;
  readonly example?: string | undefined;
}

/** Writes a project, from an example. Asks nothing. Returns 1 where there is something already. */
export async function runInit(request: InitRequest, terminal: Printing): Promise<0 | 1> {
  const { folder, example, json, quiet } = request;
  const root = resolve(terminal.cwd, folder);
  const shown = visible(shownPath('.', root, terminal.cwd));
  const diagnostics = await init(root, shown, example);
  printDiagnostics(diagnostics, json, root, terminal);
  if (diagnostics.length > 0) return 1;
  if (!quiet) terminal.err(`Wrote a project to ${shown}; the command \`build ${shown}\` builds it`);
  return 0;
}

import { resolve } from 'node:path';
import { init } from '../commands/init/init.js';
import type { CiService } from '../commands/init/workflow.js';
import { visible } from '../control-characters.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import type { SharedRequest } from './request.js';
import { asWord, shownPath } from './shown-path.js';

export interface InitRequest extends SharedRequest {
  readonly command: 'init';
  /** As typed. */
  readonly folder: string;
  readonly example?: string | undefined;
  readonly ci?: CiService | undefined;
}

/** Writes a project, from an example, and a workflow that builds it. Asks nothing. Returns 1 where there is something already. */
export async function runInit(request: InitRequest, terminal: Printing): Promise<0 | 1> {
  const { folder, example, ci, json, quiet } = request;
  const root = resolve(terminal.cwd, folder);
  const shown = visible(shownPath('.', root, terminal.cwd));
  const { diagnostics, project, workflow, isIgnoring } = await init({ root, shown, example, ci });
  printDiagnostics(diagnostics, json, root, terminal);
  if (!quiet && project)
    terminal.err(`Wrote a project to ${shown}; the command \`build ${asWord(shown)}\` builds it`);
  if (!quiet && workflow !== undefined) {
    const path = visible(shownPath(workflow.path, workflow.top, terminal.cwd));
    terminal.err(`Wrote ${path}, which builds ${shown} at each change; read its line \`TALLYBOOK\` first`);
    if (isIgnoring) {
      const file = visible(shownPath('.gitignore', root, terminal.cwd));
      terminal.err(`Wrote ${file}, so that Git keeps no outputs`);
    }
  }
  return diagnostics.length > 0 ? 1 : 0;
}

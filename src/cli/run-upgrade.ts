import { resolve } from 'node:path';
import type { Edit } from '../commands/upgrade/apply.js';
import { upgrade } from '../commands/upgrade/upgrade.js';
import { visible } from '../control-characters.js';
import { hasErrors, shortened } from '../diagnostics.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import type { UpgradeRequest } from './request.js';
import { shownPath } from './shown-path.js';

/** Upgrades a project and prints each change with its place. Returns 1 when something is left to do, else 0. */
export async function runUpgrade(request: UpgradeRequest, terminal: Printing): Promise<0 | 1> {
  const { json, quiet } = request;
  const root = resolve(terminal.cwd, request.project);
  const { diagnostics, edits, version } = await upgrade({ root });
  for (const edit of edits) {
    const file = shownPath(edit.position.file, root, terminal.cwd);
    if (json) terminal.json({ edit: { ...edit, position: { ...edit.position, file } } });
    else if (!quiet) terminal.out(`${visible(file)}:${edit.position.line}: ${describe(edit)}`);
  }
  printDiagnostics(diagnostics, json, root, terminal);
  const isLeft = hasErrors(diagnostics);
  if (!quiet && version !== undefined) {
    terminal.err(
      isLeft
        ? `The project is still written for version ${version}; mend what stands above and run the command again`
        : `The project is written for version ${version}${edits.length === 0 ? '; nothing was to be done' : ''}`,
    );
  }
  return isLeft ? 1 : 0;
}

function describe({ before, after }: Edit): string {
  const shown = (text: string): string => `\`${visible(shortened(text.trim()))}\``;
  if (before === '') return `${shown(after)} is new`;
  return after === '' ? `${shown(before)} is gone` : `${shown(before)} is now ${shown(after)}`;
}

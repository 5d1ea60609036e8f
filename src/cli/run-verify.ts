import { resolve } from 'node:path';
import { visible } from '../control-characters.js';
import { hasErrors } from '../diagnostics.js';
import { verify } from '../verify.js';
import type { VerifyRequest } from './command-line.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import { shownPath } from './shown-path.js';

/** Verifies an output folder and prints every problem. Returns 1 when there is one, else 0. */
export async function runVerify({ output, json, quiet }: VerifyRequest, terminal: Printing): Promise<0 | 1> {
  const root = resolve(terminal.cwd, output);
  const { diagnostics, files, numbers, recalculated } = await verify({ root });
  printDiagnostics(diagnostics, json, root, terminal);
  const faulty = hasErrors(diagnostics);
  if (!quiet) {
    const shown = visible(shownPath('.', root, terminal.cwd));
    const found = diagnostics.length === 1 ? '1 error' : `${diagnostics.length} errors`;
    const checked = `${files} files and ${numbers} numbers, ${recalculated} of them calculated again from their cells`;
    terminal.err(`${faulty ? found : 'No problems'} in ${shown}; verified ${checked}`);
  }
  return faulty ? 1 : 0;
}

import { type Diagnostic, formatDiagnostic, sortDiagnostics } from '../diagnostics.js';
import { annotation } from './annotations.js';
import type { Printing } from './printing.js';
import { shownDiagnostic } from './shown-path.js';

/**
 * Prints diagnostics in a fixed order: to `err` as an editor can open them, or to `out` as JSON, one a line. On GitHub
 * Actions each is also said to the machine, so that it stands beside the line of a pull request.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  json: boolean,
  root: string,
  terminal: Printing,
): void {
  for (const diagnostic of sortDiagnostics(diagnostics)) {
    const shown = shownDiagnostic(diagnostic, root, terminal.cwd);
    if (json) terminal.json(shown);
    else terminal.err(formatDiagnostic(shown));
    // Always to `err`: GitHub reads both, and with `--json` the other holds nothing but JSON.
    if (terminal.env.GITHUB_ACTIONS === 'true') {
      terminal.command(
        annotation(shownDiagnostic(diagnostic, root, terminal.env.GITHUB_WORKSPACE ?? terminal.cwd)),
      );
    }
  }
}

import { type Diagnostic, formatDiagnostic, sortDiagnostics } from '../diagnostics.js';
import { annotation } from './annotations.js';
import { shownDiagnostic } from './shown-path.js';
import type { Terminal } from './terminal.js';

/**
 * Prints diagnostics in a fixed order: to `err` as an editor can open them, or to `out` as JSON, one a line. On GitHub
 * Actions each is also said to the machine, so that it stands beside the line of a pull request.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  json: boolean,
  root: string,
  terminal: Terminal,
): void {
  for (const diagnostic of sortDiagnostics(diagnostics)) {
    const shown = shownDiagnostic(diagnostic, root, terminal.cwd);
    if (json) terminal.out(JSON.stringify(shown));
    else terminal.err(formatDiagnostic(shown));
    // Always to `err`: GitHub reads both, and with `--json` the other holds nothing but JSON.
    if (terminal.env.GITHUB_ACTIONS === 'true') {
      terminal.err(
        annotation(shownDiagnostic(diagnostic, root, terminal.env.GITHUB_WORKSPACE ?? terminal.cwd)),
      );
    }
  }
}

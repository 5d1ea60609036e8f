import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import { showProgress } from '../../cli/progress/show.js';
import type { ReportsRequest } from '../../cli/request.js';
import { hasErrors } from '../../diagnostics.js';
import { reportName } from '../../model/project/target-name.js';
import { accessibility } from './check/accessibility.js';

export interface AccessibilityRequest extends ReportsRequest {
  readonly command: 'accessibility';
}

/** Checks the reports of a project and prints what each check found. Returns 1 where there is an error of the project, else 0. */
export async function runAccessibility(
  { project, only, languages, json, quiet }: AccessibilityRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const root = resolve(terminal.cwd, project);
  const { progress, finish } = showProgress(terminal, { quiet, json, check: true });
  const options = { root, only, languages, progress, env: terminal.env };
  const { diagnostics, records } = await accessibility(options).finally(finish);
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) for (const record of records) terminal.json({ record });
  else if (!quiet) {
    for (const { checks, ...about } of records) {
      terminal.out(`${reportName(about)} (${about.language})`);
      for (const { of, name, version, findings } of checks) {
        terminal.out(
          `  ${of.padEnd('browser'.length)}  ${name} ${version}: ${findings.length || 'no'} ${findings.length === 1 ? 'finding' : 'findings'}`,
        );
        for (const finding of findings) terminal.out(`           ${finding}`);
      }
    }
  }
  if (!quiet && records.length > 0) {
    terminal.err('Wrote accessibility.yaml; commit it, and build again to print what it says');
  }
  return hasErrors(diagnostics) ? 1 : 0;
}

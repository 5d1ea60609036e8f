import type { Command } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import { namingReports, reportsOf, type WhichReports } from '../../cli/verbs/which-reports.js';
import type { ProgramExtension } from '../program.js';

/** Records how accessible they are. */
function accessibility(program: Command, ask: Ask): void {
  const verb = program
    .command('accessibility')
    .description('check how accessible the reports are, and write what was checked into accessibility.yaml')
    .argument('[project]', 'folder of the project', '.');
  namingReports(verb).action((project: string, which: WhichReports) =>
    ask(
      { command: 'accessibility', project, ...reportsOf(which) },
      async () => (await import('./run-accessibility.js')).runAccessibility,
    ),
  );
}

/** Checks of accessibility, as commands. */
export const accessibilityProgram: ProgramExtension = { verbs: [accessibility] };

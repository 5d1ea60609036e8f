import type { Command } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

/** What can be wrong with what is traced. */
const codes = {
  'trace/nothing': '`trace` was asked for a number, page or line that the report does not have.',
  'word/number': 'A number of a Word file is not the one that the report prints.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** Says where a printed number comes from. */
function trace(program: Command, ask: Ask): void {
  program
    .command('trace')
    .description('say where a report prints a number, from which cells, and by which steps')
    .argument('<report>', 'id of the report, or a Word file of it')
    .argument('<number>', 'a number as printed, `page 12`, or a place such as `templates/text.md:41`')
    .argument('[project]', 'folder of the project', '.')
    .option('--lang <tag>', 'in this language instead of the first of the project')
    .action((report: string, query: string, project: string, { lang }: { readonly lang?: string }) =>
      ask(
        {
          command: 'trace',
          report,
          query,
          project,
          ...(lang === undefined ? {} : { language: lang }),
        },
        async () => (await import('./run-trace.js')).runTrace,
      ),
    );
}

/** Where printed numbers come from, as a command. */
export const traceProgram: ProgramExtension = { codes, verbs: [trace] };

import type { Command } from 'commander';
import { day, names } from '../../cli/arguments.js';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

/** What can be wrong with what is collected. */
const codes = {
  'collect/nothing': 'No institution answers for any of the data that are to be collected.',
  'collect/workbook':
    'A workbook that came back was not written by `collect prepare`, or is of another edition.',
  'collect/value': 'A cell of a workbook that came back holds what the form does not ask for.',
  'collect/contradiction': 'Two answers of an institution contradict one another.',
  'collect/missing': 'An institution has not answered (a warning).',
  'collect/late': 'A workbook came back after the day that was set, or names no day (a warning).',
  'collect/unknown':
    'A workbook that came back has an institution, a sheet or a code that was not asked for.',
  'collect/accept': 'Values of an institution cannot be taken over.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

interface CollectOptions {
  readonly due?: string;
  readonly lang?: string;
  readonly accept?: readonly string[];
}

/** Asks institutions for figures. */
function collect(program: Command, ask: Ask): void {
  const collecting = program
    .command('collect')
    .description(
      'ask institutions for what they answer for in the plan, by a workbook each, and merge what comes back',
    );
  const asked =
    (step: 'prepare' | 'merge') =>
    (folder: string, project: string, { due, lang, accept = [] }: CollectOptions): void =>
      ask(
        { command: 'collect', step, folder, project, due, language: lang, accept },
        async () => (await import('./run-collect.js')).runCollect,
      );
  collecting
    .command('prepare')
    .description('write a workbook for each institution')
    .argument('<folder>', 'folder to write, new or empty')
    .argument('[project]', 'folder of the project', '.')
    .option('--due <day>', 'the day by which they must come back, such as 2016-01-31', day)
    .option('--lang <tag>', 'in this language instead of the first of the project')
    .action(asked('prepare'));
  collecting
    .command('merge')
    .description(
      'compare the workbooks in a folder with what was asked, and write what they change into data/incoming',
    )
    .argument('<folder>', 'folder with the workbooks that came back')
    .argument('[project]', 'folder of the project', '.')
    .option('--due <day>', 'the day after which they are late', day)
    .option('--lang <tag>', 'the language in which they were prepared')
    .option(
      '--accept <code>',
      'take over the workbook of this institution (repeat or use commas for several)',
      names,
    )
    .action(asked('merge'));
}

/** Collecting figures from institutions, as commands. */
export const collectProgram: ProgramExtension = { codes, verbs: [collect] };

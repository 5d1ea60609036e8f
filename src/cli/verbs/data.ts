import { type Command, Option } from 'commander';
import { day, names, wholeSeconds } from '../arguments.js';
import type { Ask } from './verb.js';

interface DataFlags {
  readonly refresh?: true;
  readonly live?: true;
}

/** Lists datasets, and asks the databases that they come from. */
export function data(program: Command, ask: Ask): void {
  program
    .command('data')
    .description('list the datasets of a project: dimensions, categories, and the call that prints a cell')
    .argument('[name]', 'only this dataset, whole')
    .argument('[project]', 'folder of the project', '.')
    .option('--refresh', 'ask the databases of its queries, and write the results that are kept')
    .option('--live', 'ask them, and end with 1 where a kept result is not what they answer')
    .action((name: string | undefined, project: string, { refresh, live }: DataFlags) => {
      // No dataset has a name with a stroke, or with a dot before it: `data ../my-report` means a folder.
      const isFolder = name !== undefined && /^\.|[/\\]/.test(name);
      const databases = refresh === true ? 'refresh' : live === true ? 'live' : undefined;
      const of =
        isFolder || (databases !== undefined && name !== undefined)
          ? { name: undefined, project: name }
          : { name, project };
      ask({ command: 'data', ...of, ...(databases && { databases }) });
    });
}

interface ProtectFlags {
  readonly protectSeconds?: number;
  readonly dryRun?: true;
  readonly import?: readonly string[];
  readonly export?: string;
}

/** Hides small counts of persons. */
export function protect(program: Command, ask: Ask): void {
  program
    .command('protect')
    .description(
      'choose what hides small counts of persons, write it into protection.lock.yaml, and report it',
    )
    .argument('[project]', 'folder of the project', '.')
    .option('--protect-seconds <seconds>', 'how long a better choice is looked for', wholeSeconds)
    .option('--dry-run', 'only report what would be hidden')
    .addOption(
      new Option(
        '--import <file>',
        'take what sdcTable, GaussSuppression or tau-ARGUS hide, and audit it (repeat it for several tables)',
      ).argParser((file: string, others: readonly string[] = []) => [...others, file]),
    )
    .addOption(
      new Option(
        '--export <folder>',
        'write the tables for those tools instead, every count in them',
      ).conflicts('import'),
    )
    .action((project: string, { protectSeconds, dryRun, import: imports = [], export: to }: ProtectFlags) =>
      ask({
        command: 'protect',
        project,
        seconds: protectSeconds,
        isDry: dryRun === true,
        imports,
        exportTo: to,
      }),
    );
}

interface CollectOptions {
  readonly due?: string;
  readonly lang?: string;
  readonly accept?: readonly string[];
}

/** Asks institutions for figures. */
export function collect(program: Command, ask: Ask): void {
  const collecting = program
    .command('collect')
    .description(
      'ask institutions for what they answer for in the plan, by a workbook each, and merge what comes back',
    );
  const asked =
    (step: 'prepare' | 'merge') =>
    (folder: string, project: string, { due, lang, accept = [] }: CollectOptions): void =>
      ask({ command: 'collect', step, folder, project, due, language: lang, accept });
  collecting
    .command('prepare')
    .description('write a workbook for each institution')
    .argument('<folder>', 'folder to write, new or empty')
    .argument('[project]', 'folder of the project', '.')
    .option('--due <day>', 'by which they are to come back, such as 2016-01-31', day)
    .option('--lang <tag>', 'in this language instead of the first of the project')
    .action(asked('prepare'));
  collecting
    .command('merge')
    .description(
      'hold the workbooks of a folder against what was asked, and write a proposal into data/incoming',
    )
    .argument('<folder>', 'folder with the workbooks that came back')
    .argument('[project]', 'folder of the project', '.')
    .option('--due <day>', 'the day after which they are late', day)
    .option('--lang <tag>', 'the language in which they were prepared')
    .option(
      '--accept <code>',
      'take over what this institution returned (repeat or use commas for several)',
      names,
    )
    .action(asked('merge'));
}

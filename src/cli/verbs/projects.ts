import type { Command } from 'commander';
import { files } from '../arguments.js';
import type { Ask } from './verb.js';

/** Begins a project. */
export function init(program: Command, ask: Ask): void {
  program
    .command('init')
    .description('write the smallest project that builds into a new folder')
    .argument('<folder>', 'folder to write, new or empty')
    .option('--from <file>', 'with this data in place of the example (repeat for several files)', files)
    .action((folder: string, { from = [] }: { readonly from?: readonly string[] }) =>
      ask({ command: 'init', folder, from }),
    );
}

/** Begins a data package. */
export function describe(program: Command, ask: Ask): void {
  program
    .command('describe')
    .description(
      'write the data package for files of data: what can be counted of them, and what is to be asked',
    )
    .argument('<file...>', 'CSV files or workbooks')
    .action((paths: readonly string[]) => ask({ command: 'describe', files: paths }));
}

/** Examines the machine. */
export function doctor(program: Command, ask: Ask): void {
  program
    .command('doctor')
    .description('examine this machine: can it build and print reports, and if not, what to do')
    .option('--install-browser', 'first download a browser into the cache of this user')
    .action(({ installBrowser }: { readonly installBrowser?: true }) =>
      ask({ command: 'doctor', installBrowser: installBrowser === true }),
    );
}

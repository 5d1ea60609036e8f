import type { Command } from 'commander';
import { files } from '../../cli/arguments.js';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

/** Begins a data package. */
function describe(program: Command, ask: Ask): void {
  program
    .command('describe')
    .description('print the data package for data files, with the questions that only you can answer')
    .argument('<file...>', 'CSV files or workbooks')
    .action((paths: readonly string[]) =>
      ask({ command: 'describe', files: paths }, async () => (await import('./run-describe.js')).runDescribe),
    );
}

/** `init --from`: a project for files of data in place of the example. What is asked last is what is done. */
function initFrom(program: Command, ask: Ask): void {
  program.commands
    .find((each) => each.name() === 'init')
    ?.allowExcessArguments()
    .option(
      '--from <file>',
      'from this data file, or from last year’s report as a Word file; more files may follow',
      files,
    )
    .hook('postAction', (init) => {
      const { from = [] } = init.opts<{ readonly from?: readonly string[] }>();
      const [folder = '', ...others] = init.args;
      if (from.length > 0)
        ask(
          { command: 'init', folder, from: [...from, ...others] },
          async () => (await import('./run-describe.js')).runInitFrom,
        );
      else if (others.length > 0) init.error(`error: too many arguments for 'init': ${others.join(' ')}`);
    });
}

/** Descriptions of files of data, as commands. */
export const describeProgram: ProgramExtension = { verbs: [describe, initFrom] };

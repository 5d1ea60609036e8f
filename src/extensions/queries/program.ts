import type { Command } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

/** `data --refresh` and `data --live`: asks databases in place of listing datasets. What is asked last is what is done. */
function databases(program: Command, ask: Ask): void {
  program.commands
    .find((each) => each.name() === 'data')
    ?.option('--refresh', 'ask the databases of the queries, and keep the results')
    .option('--live', 'ask them, and end with 1 if an answer is not the kept result')
    .hook('postAction', (data) => {
      const { refresh, live } = data.opts<{ readonly refresh?: true; readonly live?: true }>();
      if (refresh === undefined && live === undefined) return;
      const [first, second]: readonly (string | undefined)[] = data.processedArgs;
      ask(
        { command: 'data', project: first ?? second ?? '.', write: refresh === true },
        async () => (await import('./run-databases.js')).runDatabases,
      );
    });
}

/** Queries, as options of a command. */
export const queriesProgram: ProgramExtension = { verbs: [databases] };

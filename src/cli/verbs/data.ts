import type { Command } from 'commander';
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
      ask(
        { command: 'data', ...of, ...(databases && { databases }) },
        async () => (await import('../run-data.js')).runData,
      );
    });
}

import type { Command } from 'commander';
import type { Ask } from './verb.js';

/** Lists datasets. */
export function data(program: Command, ask: Ask): void {
  program
    .command('data')
    .description('list the datasets of a project: dimensions, categories, and the call that prints a cell')
    .argument('[name]', 'only this dataset, whole')
    .argument('[project]', 'folder of the project', '.')
    .action((name: string | undefined, project: string) => {
      // No dataset has a name with a stroke, or with a dot before it: `data ../my-report` means a folder.
      const isFolder = name !== undefined && /^\.|[/\\]/.test(name);
      const of = isFolder ? { name: undefined, project: name } : { name, project };
      ask({ command: 'data', ...of }, async () => (await import('../run-data.js')).runData);
    });
}

import type { Command } from 'commander';
import type { Ask } from './verb.js';

/** Begins a project. */
export function init(program: Command, ask: Ask): void {
  program
    .command('init')
    .description('write the smallest project that builds into a new folder')
    .argument('<folder>', 'folder to write, new or empty')
    .action((folder: string) =>
      ask({ command: 'init', folder }, async () => (await import('../run-init.js')).runInit),
    );
}

/** Examines the machine. */
export function doctor(program: Command, ask: Ask): void {
  program
    .command('doctor')
    .description('examine this machine: can it build and print reports, and if not, what to do')
    .option('--install-browser', 'first download a browser into the cache of this user')
    .action(({ installBrowser }: { readonly installBrowser?: true }) =>
      ask(
        { command: 'doctor', installBrowser: installBrowser === true },
        async () => (await import('../run-doctor.js')).runDoctor,
      ),
    );
}

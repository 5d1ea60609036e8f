import { type Command, Option } from 'commander';
import { wholeSeconds } from '../../cli/arguments.js';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';

interface ProtectFlags {
  readonly protectSeconds?: number;
  readonly dryRun?: true;
  readonly import?: readonly string[];
  readonly export?: string;
}

/** Hides small counts of persons. */
function protect(program: Command, ask: Ask): void {
  program
    .command('protect')
    .description(
      'choose which counts are hidden so that nobody recognises a person, and write that into protection.lock.yaml',
    )
    .argument('[project]', 'folder of the project', '.')
    .option('--protect-seconds <seconds>', 'how long to look for a better choice', wholeSeconds)
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
        'write the tables for those tools instead, with every count, also the small ones',
      ).conflicts('import'),
    )
    .action((project: string, { protectSeconds, dryRun, import: imports = [], export: to }: ProtectFlags) =>
      ask(
        {
          command: 'protect',
          project,
          seconds: protectSeconds,
          isDry: dryRun === true,
          imports,
          exportTo: to,
        },
        async () => (await import('./command/run-protect.js')).runProtect,
      ),
    );
}

/** The protection of small counts, as commands. */
export const protectProgram: ProgramExtension = { verbs: [protect] };

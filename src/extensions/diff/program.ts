import { type Command, Option } from 'commander';
import type { Ask } from '../../cli/verbs/verb.js';
import type { ProgramExtension } from '../program.js';
import type { Failure } from './diff.js';

const failures: readonly Failure[] = ['difference', 'revision', 'figure'];

/** What can be wrong with what is compared. */
const codes = {
  'diff/audience': 'A confidential report was to be compared with a public one.',
  'diff/side':
    'What is to be compared is neither a project, an output folder, a `published.json` nor a git revision.',
  'host/git': 'Git is not there, or failed.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** Compares two states. */
function diff(program: Command, ask: Ask): void {
  program
    .command('diff')
    .description(
      'compare what two projects, output folders, files `published.json` or git revisions publish; ends with 1 where they differ; of an output folder it reads each `published.json`, and `verify` holds the pages against it',
    )
    .argument('<before>', 'folder, published.json, or REV or REV:PATH of git')
    .argument('<after>', 'the same')
    .addOption(
      new Option(
        '--fail-on <what>',
        'end with 1 on any `difference`; only on a `revision`, a published figure that changed without a reason; or on a `figure`, also of the same edition',
      )
        .choices(failures)
        .default('difference'),
    )
    .action((before: string, after: string, { failOn }: { readonly failOn: Failure }) =>
      ask({ command: 'diff', before, after, failOn }, async () => (await import('./diff.js')).runDiff),
    );
}

/** What two states differ in, as a command. */
export const diffProgram: ProgramExtension = { codes, verbs: [diff] };

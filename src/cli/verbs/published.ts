import { type Command, Option } from 'commander';
import { type Failure, failures } from '../../commands/diff/fail-on.js';
import { sha256 } from '../arguments.js';
import type { Ask } from './verb.js';

/** Compares two states. */
export function diff(program: Command, ask: Ask): void {
  program
    .command('diff')
    .description(
      'compare two projects, output folders, snapshots or git revisions; ends with 1 where they differ',
    )
    .argument('<before>', 'folder, published.json, or REV or REV:PATH of git')
    .argument('<after>', 'the same')
    .addOption(
      new Option(
        '--fail-on <what>',
        'end with 1 on any difference; or only on a revision: what an earlier edition published and this one has otherwise without a reason; or also on a figure of the same edition',
      )
        .choices(failures)
        .default('difference'),
    )
    .action((before: string, after: string, { failOn }: { readonly failOn: Failure }) =>
      ask({ command: 'diff', before, after, failOn }, async () => (await import('../run-diff.js')).runDiff),
    );
}

interface VerifyOptions {
  readonly digest?: true;
  readonly expect?: string;
  readonly key?: string;
  readonly rebuild?: true;
  readonly project?: string;
}

/** Vouches for finished files. */
export function verify(program: Command, ask: Ask): void {
  program
    .command('verify')
    .description('check finished outputs: their hashes, and every number against its cells')
    .argument('[output]', 'output folder', 'output')
    .option('--digest', 'print the one SHA-256 that stands for all of them, to be kept elsewhere')
    .option('--expect <sha256>', 'it must be this one', sha256)
    .option('--key <public.pem>', 'they must be signed by the one with this Ed25519 key')
    .option('--rebuild', 'also build them again from their project, and compare byte for byte')
    .option('--project <folder>', 'with --rebuild, from this project instead of the one above them')
    .action((output: string, { digest, expect, ...others }: VerifyOptions) => {
      if (others.project !== undefined && others.rebuild === undefined)
        program.error("error: option '--project <folder>' needs '--rebuild'");
      ask(
        {
          command: 'verify',
          output,
          digest: digest === true,
          ...(expect === undefined ? {} : { expected: expect }),
          ...others,
        },
        async () => (await import('../run-verify.js')).runVerify,
      );
    });
}

/** Says where a printed number comes from. */
export function trace(program: Command, ask: Ask): void {
  program
    .command('trace')
    .description('say where a report prints a number, from which cells, and by which steps')
    .argument('<report>', 'id of the report, or a Word file of it')
    .argument('<number>', 'a number as printed, `page 12`, or a place such as `templates/text.md:41`')
    .argument('[project]', 'folder of the project', '.')
    .option('--lang <tag>', 'in this language instead of the first of the project')
    .action((report: string, query: string, project: string, { lang }: { readonly lang?: string }) =>
      ask(
        {
          command: 'trace',
          report,
          query,
          project,
          ...(lang === undefined ? {} : { language: lang }),
        },
        async () => (await import('../run-trace.js')).runTrace,
      ),
    );
}

import type { Command } from 'commander';
import { sha256 } from '../arguments.js';
import type { Ask } from './verb.js';

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

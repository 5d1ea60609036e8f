import { type Command, Option } from 'commander';
import { ciServices } from '../../commands/init/workflow.js';
import { programs } from '../../extensions/programs.js';
import type { Shard } from '../../model/project/shard.js';
import { expectedHash, files, shard } from '../arguments.js';
import type { InitRequest } from '../run-init.js';
import type { Ask, Verb } from './verb.js';
import { namingOutputs, outputsOf, type WhichOutputs } from './which-reports.js';

/** Every verb, in the order of the help. */
export const verbs: readonly Verb[] = [
  build,
  check,
  verify,
  init,
  data,
  ...programs.flatMap((each) => each.verbs),
  doctor,
];

interface BuildOptions extends WhichOutputs {
  /** `false` by `--no-cache`. */
  readonly cache?: boolean;
  readonly keepGoing?: true;
  readonly part?: string;
  readonly shard?: Shard;
  readonly merge?: readonly string[];
  readonly sign?: string;
}

/** Builds reports. */
function build(program: Command, ask: Ask): void {
  const verb = program
    .command('build')
    .description('build the reports of a project')
    .argument('[project]', 'folder of the project', '.');
  namingOutputs(verb)
    .option('--no-cache', 'make everything anew, and use nothing of earlier builds')
    .option('--keep-going', 'publish the reports without errors where others have some; still ends with 1')
    .option('--part <folder>', 'put finished reports into this folder for `--merge`, and publish nothing')
    .option('--shard <n/of>', 'with --part, only this share of the reports, such as 2/5', shard)
    .option('--merge <folder>', 'publish the parts in this folder (repeat for several)', files)
    .option('--sign <key.pem>', 'sign the manifest with this private key, an Ed25519 one')
    .action(
      (project: string, { cache, part, shard: share, merge, keepGoing, sign, ...which }: BuildOptions) => {
        if (sign !== undefined && part !== undefined)
          program.error("error: option '--sign' cannot be used with '--part', which publishes nothing");
        // What is not built now was named by a manifest that anybody may have changed since.
        const some = (['only', 'lang', 'format'] as const).find((name) => which[name] !== undefined);
        if (sign !== undefined && some !== undefined)
          program.error(
            `error: option '--sign' cannot be used with '--${some}': it would sign files that this build does not make`,
          );
        if (share !== undefined && part === undefined)
          program.error("error: option '--shard' needs '--part <folder>'");
        if (merge !== undefined && part !== undefined)
          program.error(
            "error: option '--merge' cannot be used with '--part': it publishes what others have made",
          );
        ask(
          {
            command: 'build',
            project,
            ...outputsOf(which),
            ...(cache === false && { cache }),
            ...(keepGoing === true && { keepGoing }),
            ...(part !== undefined && { part }),
            ...(share !== undefined && { shard: share }),
            ...(merge !== undefined && { merge }),
            ...(sign !== undefined && { sign }),
          },
          async () => (await import('../run-build.js')).runBuild,
        );
      },
    );
}

interface CheckOptions {
  readonly words?: true;
  readonly unused?: true;
  readonly layout?: true;
  readonly codeQuality?: true;
}

/** Says what is wrong with them. */
function check(program: Command, ask: Ask): void {
  program
    .command('check')
    .description('report every problem of a project without writing anything')
    .argument('[project]', 'folder of the project', '.')
    .option(
      '--words',
      'also list what no data tests, words of trend and comparison outside claims, and numbers in words',
    )
    .option('--unused', 'also list data that no report prints, draws or tests')
    .option('--layout', 'also print the reports, and list what is wrong with their pages')
    .addOption(
      new Option(
        '--code-quality',
        'also print the problems as a code quality report of GitLab, on the standard output',
      ).conflicts('json'),
    )
    .action((project: string, { words, unused, layout, codeQuality }: CheckOptions) =>
      ask(
        {
          command: 'check',
          project,
          ...outputsOf({}),
          ...(words === true && { words }),
          ...(unused === true && { unused }),
          ...(layout === true && { layout }),
          ...(codeQuality === true && { codeQuality }),
        },
        async () => (await import('../run-build.js')).runBuild,
      ),
    );
}

interface VerifyOptions {
  readonly digest?: true;
  readonly expect?: string;
  readonly key?: string;
  readonly publishable?: true;
  readonly site?: string;
  readonly rebuild?: true;
  readonly project?: string;
}

/** Vouches for finished files. */
function verify(program: Command, ask: Ask): void {
  program
    .command('verify')
    .description('check finished outputs: their hashes, and every number against its cells')
    .argument('[output]', 'output folder', 'output')
    .option('--digest', 'print one SHA-256 for all of them, to be kept elsewhere')
    .option('--expect <sha256>', 'fail if that SHA-256 is not this one', expectedHash)
    .option(
      '--key <public.pem>',
      'fail unless they are signed with the key that belongs to this one (Ed25519)',
    )
    .option('--publishable', 'fail if one is a draft, confidential or under embargo')
    .option('--site <folder>', 'then copy them into this new folder as a web site; implies --publishable')
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

/** Begins a project. */
function init(program: Command, ask: Ask): void {
  program
    .command('init')
    .description('write a project into a new folder: a small one, an example, or one of your own files')
    .argument('<folder>', 'folder to write, new or empty')
    .option(
      '--example <name>',
      'an example by its name, such as `municipality`; a name that is not there lists them',
    )
    .addOption(
      new Option(
        '--ci <service>',
        'also write the workflow that builds, verifies and publishes it there; a project that is there gets this alone',
      )
        .choices(ciServices)
        .conflicts('from'),
    )
    .action((folder: string, { example, ci }: Pick<InitRequest, 'example' | 'ci'>) =>
      ask({ command: 'init', folder, example, ci }, async () => (await import('../run-init.js')).runInit),
    );
}

/** Lists datasets. */
function data(program: Command, ask: Ask): void {
  program
    .command('data')
    .description('list the datasets of a project: dimensions, categories, and the call that prints a cell')
    .argument('[name]', 'only this dataset, with all its names')
    .argument('[project]', 'folder of the project', '.')
    .action((name: string | undefined, project: string) => {
      ask({ command: 'data', name, project }, async () => (await import('../run-data.js')).runData);
    });
}

/** Examines the machine. */
function doctor(program: Command, ask: Ask): void {
  program
    .command('doctor')
    .description('say whether this machine can build and print reports, and what to do if not')
    .option('--install-browser', 'first download a browser into the cache of this user')
    .action(({ installBrowser }: { readonly installBrowser?: true }) =>
      ask(
        { command: 'doctor', installBrowser: installBrowser === true },
        async () => (await import('../run-doctor.js')).runDoctor,
      ),
    );
}

import type { Command } from 'commander';
import type { Shard } from '../../model/project/shard.js';
import { files, shard } from '../arguments.js';
import type { Ask } from './verb.js';
import { namingOutputs, outputsOf, type WhichOutputs } from './which-reports.js';

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
export function build(program: Command, ask: Ask): void {
  const verb = program
    .command('build')
    .description('build the reports of a project')
    .argument('[project]', 'folder of the project', '.');
  namingOutputs(verb)
    .option('--no-cache', 'make everything anew, whatever was made before')
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
}

/** Says what is wrong with them. */
export function check(program: Command, ask: Ask): void {
  program
    .command('check')
    .description('report every problem of a project without writing anything')
    .argument('[project]', 'folder of the project', '.')
    .option('--words', 'also list words of trend and comparison outside claims, and numbers in words')
    .option('--unused', 'also list data that no report prints, draws or tests')
    .option('--layout', 'also print the reports, and list what is wrong with their pages')
    .action((project: string, { words, unused, layout }: CheckOptions) =>
      ask(
        {
          command: 'check',
          project,
          ...outputsOf({}),
          ...(words === true && { words }),
          ...(unused === true && { unused }),
          ...(layout === true && { layout }),
        },
        async () => (await import('../run-build.js')).runBuild,
      ),
    );
}

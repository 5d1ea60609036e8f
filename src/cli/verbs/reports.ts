import type { Command } from 'commander';
import type { Shard } from '../../model/project/shard.js';
import { commandWords, files, portNumber, shard } from '../arguments.js';
import type { Ask } from './verb.js';
import {
  namingOutputs,
  namingReports,
  outputsOf,
  reportsOf,
  type WhichOutputs,
  type WhichReports,
} from './which-reports.js';

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

interface PreviewOptions extends WhichReports {
  readonly port?: number;
  readonly open?: true;
  readonly editor?: readonly string[];
}

/** Shows them while they are written. */
export function preview(program: Command, ask: Ask): void {
  const verb = program
    .command('preview')
    .description('show the reports in a browser of this machine, and every change as soon as it is saved')
    .argument('[project]', 'folder of the project', '.');
  namingReports(
    verb,
    'only this report; confidential ones are shown if they are named (repeat or use commas)',
  )
    .option('--port <number>', 'at this port of 127.0.0.1 instead of a free one', portNumber)
    .option('--open', 'open it in your browser')
    .option('--editor <command>', 'what opens a place: `code -g {file}:{line}:{column}`', commandWords)
    .action((project: string, { port = 0, open, editor, ...which }: PreviewOptions) =>
      ask(
        {
          command: 'preview',
          project,
          ...reportsOf(which),
          port,
          open: open === true,
          ...(editor && { editor }),
        },
        async () => (await import('../run-preview.js')).runPreview,
      ),
    );
}

import { type Command, Option } from 'commander';
import { type Failure, failures } from '../commands/diff/fail-on.js';
import { type Format, formats } from '../model/formats.js';
import type { Shard } from '../model/shard.js';
import {
  commandWords,
  day,
  files,
  formatNames,
  names,
  portNumber,
  sha256,
  shard,
  wholeSeconds,
} from './arguments.js';
import { enqueue, worker } from './queue-verbs.js';
import type { Ask, Verb } from './verb.js';

interface Options {
  readonly installBrowser?: true;
  readonly only?: readonly string[];
  readonly lang?: readonly string[];
  readonly format?: readonly Format[];
  readonly draft?: true;
  /** `false` by `--no-cache`. */
  readonly cache?: boolean;
  readonly words?: true;
  readonly unused?: true;
  readonly layout?: true;
}

interface ManyOptions {
  readonly keepGoing?: true;
  readonly part?: string;
  readonly shard?: Shard;
  readonly merge?: readonly string[];
}

function build(program: Command, ask: Ask): void {
  program
    .command('build')
    .description('build the reports of a project')
    .argument('[project]', 'folder of the project', '.')
    .option('--only <id>', 'only this report, or item: annual/prizren (repeat or use commas)', names)
    .option('--lang <tag>', 'only in this language (repeat or use commas for several)', names)
    .option(
      '--format <format>',
      `only as ${formats.map((format) => `\`${format}\``).join(' or ')} (repeat or use commas for several)`,
      formatNames,
    )
    .option('--draft', 'build in spite of errors, with every page marked as a draft')
    .option('--no-cache', 'make everything anew, whatever was made before')
    .option('--keep-going', 'publish the reports without errors where others have some; still ends with 1')
    .option('--part <folder>', 'put finished reports into this folder for `--merge`, and publish nothing')
    .option('--shard <n/of>', 'with --part, only this share of the reports, such as 2/5', shard)
    .option('--merge <folder>', 'publish the parts in this folder (repeat for several)', files)
    .action(
      (
        project: string,
        { only = [], lang = [], format = [], draft, cache, ...many }: Options & ManyOptions,
      ) => {
        const { part, shard: share, merge, keepGoing } = many;
        if (share !== undefined && part === undefined)
          program.error("error: option '--shard' needs '--part <folder>'");
        if (merge !== undefined && part !== undefined)
          program.error(
            "error: option '--merge' cannot be used with '--part': it publishes what others have made",
          );
        ask({
          command: 'build',
          project,
          only,
          languages: lang,
          formats: format,
          draft: draft === true,
          ...(cache === false && { cache }),
          ...(keepGoing === true && { keepGoing }),
          ...(part !== undefined && { part }),
          ...(share !== undefined && { shard: share }),
          ...(merge !== undefined && { merge }),
        });
      },
    );
}

function check(program: Command, ask: Ask): void {
  program
    .command('check')
    .description('report every problem of a project without writing anything')
    .argument('[project]', 'folder of the project', '.')
    .option('--words', 'also list words of trend and comparison outside claims, and numbers in words')
    .option('--unused', 'also list data that no report prints, draws or tests')
    .option('--layout', 'also print the reports, and list what is wrong with their pages')
    .action((project: string, { words, unused, layout }: Options) =>
      ask({
        command: 'check',
        project,
        only: [],
        languages: [],
        formats: [],
        draft: false,
        ...(words === true && { words }),
        ...(unused === true && { unused }),
        ...(layout === true && { layout }),
      }),
    );
}

interface PreviewOptions {
  readonly only?: readonly string[];
  readonly lang?: readonly string[];
  readonly port?: number;
  readonly open?: true;
  readonly editor?: readonly string[];
}

function preview(program: Command, ask: Ask): void {
  program
    .command('preview')
    .description('show the reports in a browser of this machine, and every change as soon as it is saved')
    .argument('[project]', 'folder of the project', '.')
    .option(
      '--only <id>',
      'only this report; confidential ones are shown if they are named (repeat or use commas)',
      names,
    )
    .option('--lang <tag>', 'only in this language (repeat or use commas for several)', names)
    .option('--port <number>', 'at this port of 127.0.0.1 instead of a free one', portNumber)
    .option('--open', 'open it in your browser')
    .option('--editor <command>', 'what opens a place: `code -g {file}:{line}:{column}`', commandWords)
    .action((project: string, { only = [], lang = [], port = 0, open, editor }: PreviewOptions) =>
      ask({
        command: 'preview',
        project,
        only,
        languages: lang,
        port,
        open: open === true,
        ...(editor && { editor }),
      }),
    );
}

function diff(program: Command, ask: Ask): void {
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
      ask({ command: 'diff', before, after, failOn }),
    );
}

function verify(program: Command, ask: Ask): void {
  program
    .command('verify')
    .description('check finished outputs: their hashes, and every number against its cells')
    .argument('[output]', 'output folder', 'output')
    .option('--digest', 'print the one SHA-256 that stands for all of them, to be kept elsewhere')
    .option('--expect <sha256>', 'it must be this one', sha256)
    .action((output: string, { digest, expect }: { readonly digest?: true; readonly expect?: string }) =>
      ask({
        command: 'verify',
        output,
        digest: digest === true,
        ...(expect === undefined ? {} : { expected: expect }),
      }),
    );
}

function trace(program: Command, ask: Ask): void {
  program
    .command('trace')
    .description('say where a report prints a number, from which cells, and by which steps')
    .argument('<report>', 'id of the report')
    .argument('<number>', 'a number as printed, `page 12`, or a place such as `templates/text.md:41`')
    .argument('[project]', 'folder of the project', '.')
    .option('--lang <tag>', 'in this language instead of the first of the project')
    .action((report: string, query: string, project: string, { lang }: { readonly lang?: string }) =>
      ask({
        command: 'trace',
        report,
        query,
        project,
        ...(lang === undefined ? {} : { language: lang }),
      }),
    );
}

function init(program: Command, ask: Ask): void {
  program
    .command('init')
    .description('write the smallest project that builds into a new folder')
    .argument('<folder>', 'folder to write, new or empty')
    .option('--from <file>', 'with this data in place of the example (repeat for several files)', files)
    .action((folder: string, { from = [] }: { readonly from?: readonly string[] }) =>
      ask({ command: 'init', folder, from }),
    );
}

function describe(program: Command, ask: Ask): void {
  program
    .command('describe')
    .description(
      'write the data package for files of data: what can be counted of them, and what is to be asked',
    )
    .argument('<file...>', 'CSV files or workbooks')
    .action((paths: readonly string[]) => ask({ command: 'describe', files: paths }));
}

function data(program: Command, ask: Ask): void {
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
      ask({ command: 'data', ...of, ...(databases && { databases }) });
    });
}

function protect(program: Command, ask: Ask): void {
  program
    .command('protect')
    .description(
      'choose what hides small counts of persons, write it into protection.lock.yaml, and report it',
    )
    .argument('[project]', 'folder of the project', '.')
    .option('--protect-seconds <seconds>', 'how long a better choice is looked for', wholeSeconds)
    .option('--dry-run', 'only report what would be hidden')
    .action((project: string, { protectSeconds, dryRun }: ProtectFlags) =>
      ask({ command: 'protect', project, seconds: protectSeconds, isDry: dryRun === true }),
    );
}

interface ProtectFlags {
  readonly protectSeconds?: number;
  readonly dryRun?: true;
}

interface DataFlags {
  readonly refresh?: true;
  readonly live?: true;
}

interface CollectOptions {
  readonly due?: string;
  readonly lang?: string;
  readonly accept?: readonly string[];
}

function collect(program: Command, ask: Ask): void {
  const collecting = program
    .command('collect')
    .description(
      'ask institutions for what they answer for in the plan, by a workbook each, and merge what comes back',
    );
  const asked =
    (step: 'prepare' | 'merge') =>
    (folder: string, project: string, { due, lang, accept = [] }: CollectOptions): void =>
      ask({ command: 'collect', step, folder, project, due, language: lang, accept });
  collecting
    .command('prepare')
    .description('write a workbook for each institution')
    .argument('<folder>', 'folder to write, new or empty')
    .argument('[project]', 'folder of the project', '.')
    .option('--due <day>', 'by which they are to come back, such as 2016-01-31', day)
    .option('--lang <tag>', 'in this language instead of the first of the project')
    .action(asked('prepare'));
  collecting
    .command('merge')
    .description(
      'hold the workbooks of a folder against what was asked, and write a proposal into data/incoming',
    )
    .argument('<folder>', 'folder with the workbooks that came back')
    .argument('[project]', 'folder of the project', '.')
    .option('--due <day>', 'the day after which they are late', day)
    .option('--lang <tag>', 'the language in which they were prepared')
    .option(
      '--accept <code>',
      'take over what this institution returned (repeat or use commas for several)',
      names,
    )
    .action(asked('merge'));
}

function accessibility(program: Command, ask: Ask): void {
  program
    .command('accessibility')
    .description('check how accessible the reports are, and write what was checked into accessibility.yaml')
    .argument('[project]', 'folder of the project', '.')
    .option('--only <id>', 'only this report, or item: annual/prizren (repeat or use commas)', names)
    .option('--lang <tag>', 'only in this language (repeat or use commas for several)', names)
    .action((project: string, { only = [], lang = [] }: Options) =>
      ask({ command: 'accessibility', project, only, languages: lang }),
    );
}

function translate(program: Command, ask: Ask): void {
  const translating = program
    .command('translate')
    .description('see how far translations of a project are, and hand texts to a translator and back');
  translating
    .command('status')
    .description('list what is not translated, or has changed since; ends with 1 where something is left')
    .argument('[project]', 'folder of the project', '.')
    .action((project: string) => ask({ command: 'translate', step: 'status', all: false, project }));
  translating
    .command('export')
    .description('print the texts that are to be translated into a language, as CSV')
    .argument('<language>', 'its tag, such as `sq`')
    .argument('[project]', 'folder of the project', '.')
    .option('--all', 'those whose translation is up to date too')
    .action((language: string, project: string, { all }: { readonly all?: true }) =>
      ask({ command: 'translate', step: 'export', language, all: all === true, project }),
    );
  translating
    .command('import')
    .description('take over the translations of a list that came back')
    .argument('<language>', 'its tag, such as `sq`')
    .argument('<file>', 'the list, as CSV')
    .argument('[project]', 'folder of the project', '.')
    .action((language: string, file: string, project: string) =>
      ask({ command: 'translate', step: 'import', language, file, all: false, project }),
    );
  translating
    .command('new')
    .description(
      'write into a project the files of a language that Tallybook does not speak, to be filled in',
    )
    .argument('<language>', 'its tag, such as `ro`')
    .argument('[project]', 'folder of the project', '.')
    .action((language: string, project: string) =>
      ask({ command: 'translate', step: 'new', language, all: false, project }),
    );
}

function upgrade(program: Command, ask: Ask): void {
  program
    .command('upgrade')
    .description('bring a project to the version of this Tallybook: do what can be done, name the rest')
    .argument('[project]', 'folder of the project', '.')
    .action((project: string) => ask({ command: 'upgrade', project }));
}

function doctor(program: Command, ask: Ask): void {
  program
    .command('doctor')
    .description('examine this machine: can it build and print reports, and if not, what to do')
    .option('--install-browser', 'first download a browser into the cache of this user')
    .action(({ installBrowser }: Options) =>
      ask({ command: 'doctor', installBrowser: installBrowser === true }),
    );
}

/** Every verb, in the order of the help. */
export const verbs: readonly Verb[] = [
  build,
  check,
  preview,
  diff,
  verify,
  trace,
  init,
  describe,
  data,
  protect,
  collect,
  accessibility,
  translate,
  upgrade,
  enqueue,
  worker,
  doctor,
];

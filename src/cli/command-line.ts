import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { didYouMean } from '../diagnostics.js';
import type { Format } from '../model/formats.js';
import { formats } from '../model/formats.js';
import type { Terminal } from './terminal.js';

/** What every command may be asked. */
export interface SharedRequest {
  readonly json: boolean;
  readonly debug: boolean;
  /** Say nothing but what is wrong. */
  readonly quiet: boolean;
}

export interface BuildRequest extends SharedRequest {
  readonly command: 'build' | 'check';
  /** As typed. */
  readonly project: string;
  readonly only: readonly string[];
  readonly languages: readonly string[];
  readonly formats: readonly Format[];
  readonly draft: boolean;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** List data cells that no report uses. */
  readonly unused?: boolean;
}

export interface InitRequest extends SharedRequest {
  readonly command: 'init';
  /** As typed. */
  readonly folder: string;
}

export interface DoctorRequest extends SharedRequest {
  readonly command: 'doctor';
  readonly installBrowser: boolean;
}

export interface UpgradeRequest extends SharedRequest {
  readonly command: 'upgrade';
  /** As typed. */
  readonly project: string;
}

export interface DiffRequest extends SharedRequest {
  readonly command: 'diff';
  /** As typed: a project, an output folder, a snapshot or a git revision each. */
  readonly before: string;
  readonly after: string;
}

export interface VerifyRequest extends SharedRequest {
  readonly command: 'verify';
  /** As typed. */
  readonly output: string;
  /** Print the one hash that stands for all outputs. */
  readonly digest: boolean;
  /** What that hash must be. */
  readonly expected?: string;
}

export interface TraceRequest extends SharedRequest {
  readonly command: 'trace';
  readonly report: string;
  /** What is looked for, as typed. */
  readonly query: string;
  /** As typed. */
  readonly project: string;
  readonly language?: string;
}

/** What a command line asks for. */
export type Request =
  | BuildRequest
  | TraceRequest
  | InitRequest
  | UpgradeRequest
  | DoctorRequest
  | DiffRequest
  | VerifyRequest;

/** The command line was wrong, or asked only for help or the version; what there is to say has been printed. */
export interface Ended {
  readonly command: 'none';
  readonly exitCode: 0 | 2;
}

interface Options {
  readonly json?: true;
  readonly debug?: true;
  readonly quiet?: true;
  readonly installBrowser?: true;
  readonly only?: readonly string[];
  readonly lang?: readonly string[];
  readonly format?: readonly Format[];
  readonly draft?: true;
  readonly words?: true;
  readonly unused?: true;
}

/**
 * Reads a command line. Options may stand anywhere, may repeat or take commas, and never swallow what follows them,
 * so that `build --only a demo` still builds `demo`.
 */
export function readCommandLine(
  argv: readonly string[],
  terminal: Terminal,
  version: string,
): Request | Ended {
  let request: Request | undefined;
  const program = grammar(terminal, version, (read) => {
    request = read;
  });
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { command: 'none', exitCode: error.exitCode === 0 ? 0 : 2 };
  }
  return request ?? { command: 'none', exitCode: 2 };
}

function grammar(terminal: Terminal, version: string, done: (request: Request) => void): Command {
  const program = new Command('tallybook')
    .description('Builds annual reports, in HTML and PDF, from statistical data and templates.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .option('--json', 'print diagnostics as JSON, one a line, on the standard output')
    .option('--quiet', 'print nothing but what is wrong')
    .option('--debug', 'print stacks, and keep what each stage made in .debug/ of the output folder')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 the project has errors, 2 wrong usage, 3 the tool or its environment failed.',
    );
  const shared = (): SharedRequest => {
    const { json, debug, quiet } = program.opts<Options>();
    return { json: json === true, debug: debug === true, quiet: quiet === true };
  };
  const all = { only: [], languages: [], formats: [], draft: false };
  program
    .command('build')
    .description('build the reports of a project')
    .argument('[project]', 'folder of the project', '.')
    .option('--only <id>', 'only this report (repeat or use commas for several)', names)
    .option('--lang <tag>', 'only in this language (repeat or use commas for several)', names)
    .option(
      '--format <format>',
      `only as ${formats.map((format) => `\`${format}\``).join(' or ')} (repeat or use commas for several)`,
      formatNames,
    )
    .option('--draft', 'build in spite of errors, with every page marked as a draft')
    .action((project: string, { only = [], lang = [], format = [], draft }: Options) =>
      done({
        command: 'build',
        project,
        only,
        languages: lang,
        formats: format,
        draft: draft === true,
        ...shared(),
      }),
    );
  program
    .command('check')
    .description('report every problem of a project without writing anything')
    .argument('[project]', 'folder of the project', '.')
    .option('--words', 'also list words of trend and comparison outside claims, and numbers in words')
    .option('--unused', 'also list data that no report prints, draws or tests')
    .action((project: string, { words, unused }: Options) =>
      done({
        command: 'check',
        project,
        ...all,
        ...(words === true && { words }),
        ...(unused === true && { unused }),
        ...shared(),
      }),
    );
  program
    .command('diff')
    .description(
      'compare two projects, output folders, snapshots or git revisions; ends with 1 where they differ',
    )
    .argument('<before>', 'folder, published.json, or REV or REV:PATH of git')
    .argument('<after>', 'the same')
    .action((before: string, after: string) => done({ command: 'diff', before, after, ...shared() }));
  program
    .command('verify')
    .description('check finished outputs: their hashes, and every number against its cells')
    .argument('[output]', 'output folder', 'output')
    .option('--digest', 'print the one SHA-256 that stands for all of them, to be kept elsewhere')
    .option('--expect <sha256>', 'it must be this one', sha256)
    .action((output: string, { digest, expect }: { readonly digest?: true; readonly expect?: string }) =>
      done({
        command: 'verify',
        output,
        digest: digest === true,
        ...(expect === undefined ? {} : { expected: expect }),
        ...shared(),
      }),
    );
  program
    .command('trace')
    .description('say where a report prints a number, from which cells, and by which steps')
    .argument('<report>', 'id of the report')
    .argument('<number>', 'a number as printed, `page 12`, or a place such as `templates/text.md:41`')
    .argument('[project]', 'folder of the project', '.')
    .option('--lang <tag>', 'in this language instead of the first of the project')
    .action((report: string, query: string, project: string, { lang }: { readonly lang?: string }) =>
      done({
        command: 'trace',
        report,
        query,
        project,
        ...(lang === undefined ? {} : { language: lang }),
        ...shared(),
      }),
    );
  program
    .command('init')
    .description('write the smallest project that builds into a new folder')
    .argument('<folder>', 'folder to write, new or empty')
    .action((folder: string) => done({ command: 'init', folder, ...shared() }));
  program
    .command('upgrade')
    .description('bring a project to the version of this Tallybook: do what can be done, name the rest')
    .argument('[project]', 'folder of the project', '.')
    .action((project: string) => done({ command: 'upgrade', project, ...shared() }));
  program
    .command('doctor')
    .description('examine this machine: can it build and print reports, and if not, what to do')
    .option('--install-browser', 'first download a browser into the cache of this user')
    .action(({ installBrowser }: Options) =>
      done({ command: 'doctor', installBrowser: installBrowser === true, ...shared() }),
    );
  return program;
}

function sha256(value: string): string {
  const text = value.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('Expected 64 digits from 0 to f.');
  return text;
}

function names(value: string, before: readonly string[] = []): readonly string[] {
  const found = value.split(',').map((name) => name.trim());
  if (found.includes('')) throw new InvalidArgumentError('Expected names with commas between them.');
  return [...new Set([...before, ...found])];
}

function formatNames(value: string, before: readonly Format[] = []): readonly Format[] {
  return names(value, before).map((name) => {
    const format = formats.find((known) => known === name);
    if (format !== undefined) return format;
    const { hint } = didYouMean(name, formats);
    throw new InvalidArgumentError(
      `Expected ${formats.join(' or ')}${hint === undefined ? '' : ` (${hint})`}.`,
    );
  });
}

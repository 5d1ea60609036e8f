import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { didYouMean } from '../diagnostics.js';
import type { Format } from '../project/project.js';
import { formats } from '../project/spec.js';
import type { Terminal } from './terminal.js';

/** What a command line asks for. `project` and `folder` are as typed. */
export type Request =
  | {
      readonly command: 'build' | 'check';
      readonly project: string;
      readonly only: readonly string[];
      readonly languages: readonly string[];
      readonly formats: readonly Format[];
      readonly draft: boolean;
      readonly json: boolean;
      readonly debug: boolean;
    }
  | { readonly command: 'init'; readonly folder: string; readonly json: boolean; readonly debug: boolean }
  | { readonly command: 'doctor'; readonly json: boolean; readonly debug: boolean };

/** The command line was wrong, or asked only for help or the version; what there is to say has been printed. */
export interface Ended {
  readonly command: 'none';
  readonly exitCode: 0 | 2;
}

interface Options {
  readonly json?: true;
  readonly debug?: true;
  readonly only?: readonly string[];
  readonly lang?: readonly string[];
  readonly format?: readonly Format[];
  readonly draft?: true;
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
  const shared = (): { json: boolean; debug: boolean } => {
    const { json, debug } = program.opts<Options>();
    return { json: json === true, debug: debug === true };
  };
  const all = { only: [], languages: [], formats: [], draft: false };
  program
    .command('build')
    .description('build the reports of a project')
    .argument('[project]', 'folder of the project', '.')
    .option('--only <id>', 'only this report (repeat or use commas for several)', names)
    .option('--lang <tag>', 'only in this language (repeat or use commas for several)', names)
    .option('--format <format>', 'only as `html` or `pdf` (repeat or use commas for both)', formatNames)
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
    .action((project: string) => done({ command: 'check', project, ...all, ...shared() }));
  program
    .command('init')
    .description('write the smallest project that builds into a new folder')
    .argument('<folder>', 'folder to write, new or empty')
    .action((folder: string) => done({ command: 'init', folder, ...shared() }));
  program
    .command('doctor')
    .description('examine this machine: can it build and print reports, and if not, what to do')
    .action(() => done({ command: 'doctor', ...shared() }));
  return program;
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
    throw new InvalidArgumentError(`Expected html or pdf${hint === undefined ? '' : ` (${hint})`}.`);
  });
}

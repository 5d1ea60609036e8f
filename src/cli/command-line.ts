import { Command, CommanderError } from 'commander';
import type { Request, SharedRequest } from './request.js';
import type { Terminal } from './terminal.js';
import { verbs } from './verbs/verbs.js';

/** The command line was wrong, or asked only for help or the version; what there is to say has been printed. */
export interface Ended {
  readonly command: 'none';
  readonly exitCode: 0 | 2;
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
    const { json, debug, quiet } = program.opts<{ readonly [Name in keyof SharedRequest]?: true }>();
    return { json: json === true, debug: debug === true, quiet: quiet === true };
  };
  for (const add of verbs) add(program, (asked) => done({ ...asked, ...shared() }));
  return program;
}

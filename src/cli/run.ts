import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { toolVersion } from '../host/version.js';
import type { ExitCode } from './exit-code.js';
import { printingOn } from './printing.js';
import { reportFailure } from './report-failure.js';
import type { SharedRequest } from './request.js';
import type { Terminal } from './terminal.js';
import type { Answer, Ask, Asked, Commands } from './verbs/verb.js';
import { verbs } from './verbs/verbs.js';

/**
 * Runs one command line and returns the exit code. Diagnostics and progress go to `err`, results to `out`; with
 * `--json` diagnostics go to `out`, one JSON object a line. Never throws; a stack is printed only with `--debug`.
 */
export async function run(argv: readonly string[], given: Terminal, commands: Commands): Promise<ExitCode> {
  const terminal = printingOn(given);
  const asked = readCommandLine(argv, terminal, toolVersion());
  if (!('request' in asked)) return asked.exitCode;
  const { request, load } = asked;
  try {
    const answer = await load();
    return await answer(request, terminal, { argv, commands });
  } catch (error) {
    // A folder that could not be written is named as typed, from the current folder.
    const root = request.project ?? '.';
    return reportFailure(error, request, resolve(terminal.cwd, root), given);
  }
}

/** The command line was wrong, or asked only for help or the version; what there is to say has been printed. */
interface Ended {
  readonly exitCode: 0 | 2;
}

/** What a command line asks for, and what loads its answer. */
interface Request {
  readonly request: Asked & SharedRequest;
  readonly load: () => Promise<Answer<Asked>>;
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
    if (error.code === 'commander.missingArgument')
      terminal.err(`\n${verbIn(argv, program).helpInformation().trimEnd()}`);
    return { exitCode: error.exitCode === 0 ? 0 : 2 };
  }
  return request ?? { exitCode: 2 };
}

/** The verb that a command line names, or the program. */
const verbIn = (argv: readonly string[], program: Command): Command =>
  argv.reduce((verb, word) => verb.commands.find((each) => each.name() === word) ?? verb, program);

function grammar(terminal: Terminal, version: string, done: (request: Request) => void): Command {
  const program = new Command('tallybook')
    .description('Builds annual reports, in HTML, PDF and Word, from statistical data and templates.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
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
  // Each verb is answered by what takes its own request.
  const ask: Ask = (asked, load) =>
    done({ request: { ...asked, ...shared() }, load: load as unknown as Request['load'] });
  for (const add of verbs) add(program, ask);
  return program;
}

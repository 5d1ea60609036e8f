import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { BuildOptions } from '../commands/build/build.js';
import type { BuildResult } from '../commands/build/result.js';
import type { CheckOptions, CheckResult } from '../commands/check/check.js';
import { toolVersion } from '../host/version.js';
import { variableProblems } from '../project/variables.js';
import type { ExitCode } from './exit-code.js';
import { printDiagnostics } from './print-diagnostics.js';
import { type Printing, printingOn } from './printing.js';
import { showProgress } from './progress/show.js';
import { reportFailure } from './report-failure.js';
import type { BuildRequest, Request, SharedRequest } from './request.js';
import { tellBuild } from './tell-build.js';
import type { Terminal } from './terminal.js';
import { verbs } from './verbs/verbs.js';

/** The commands that most of the program hangs on, to be loaded when they are called: help and version need none. */
export interface Commands {
  build(options: BuildOptions): Promise<BuildResult>;
  check(options: CheckOptions): Promise<CheckResult>;
}

/**
 * Runs one command line and returns the exit code. Diagnostics and progress go to `err`, results to `out`; with
 * `--json` diagnostics go to `out`, one JSON object a line. Never throws; a stack is printed only with `--debug`.
 */
export async function run(argv: readonly string[], given: Terminal, commands: Commands): Promise<ExitCode> {
  const terminal = printingOn(given);
  const request = readCommandLine(argv, terminal, toolVersion());
  if (request.command === 'none') return request.exitCode;
  try {
    return isBuild(request)
      ? await runBuild(request, terminal, commands, argv)
      : await runOther(request, terminal);
  } catch (error) {
    // A folder that could not be written is named as typed, from the current folder.
    const root = 'project' in request ? request.project : '.';
    return reportFailure(error, request, resolve(terminal.cwd, root), given);
  }
}

const isBuild = (request: Request): request is BuildRequest =>
  request.command === 'build' || request.command === 'check';

type CommandName = Exclude<Request, BuildRequest>['command'];
type RequestFor<Name extends CommandName> = { [Each in Name]: Extract<Request, { command: Each }> }[Name];
type Runner<Name extends CommandName> = (request: RequestFor<Name>, terminal: Printing) => Promise<ExitCode>;

/** What runs each of the other commands, loaded when it is called. */
const runners: { readonly [Name in CommandName]: () => Promise<Runner<Name>> } = {
  accessibility: async () =>
    (await import('../extensions/accessibility/run-accessibility.js')).runAccessibility,
  collect: async () => (await import('../extensions/collect/run-collect.js')).runCollect,
  data: async () => (await import('./run-data.js')).runData,
  describe: async () => (await import('../extensions/describe/run-describe.js')).runDescribe,
  diff: async () => (await import('./run-diff.js')).runDiff,
  doctor: async () => (await import('./run-doctor.js')).runDoctor,
  enqueue: async () => (await import('../extensions/queue/run-enqueue.js')).runEnqueue,
  init: async () => (await import('./run-init.js')).runInit,
  preview: async () => (await import('./run-preview.js')).runPreview,
  protect: async () => (await import('../extensions/protect/command/run-protect.js')).runProtect,
  trace: async () => (await import('./run-trace.js')).runTrace,
  translate: async () => (await import('../extensions/translate/run-translate.js')).runTranslate,
  verify: async () => (await import('./run-verify.js')).runVerify,
  worker: async () => (await import('../extensions/queue/run-worker.js')).runWorker,
};

async function runOther<Name extends CommandName>(
  request: RequestFor<Name>,
  terminal: Printing,
): Promise<ExitCode> {
  const load: () => Promise<Runner<Name>> = runners[request.command];
  return await (await load())(request, terminal);
}

async function runBuild(
  request: BuildRequest,
  terminal: Printing,
  commands: Commands,
  argv: readonly string[],
): Promise<ExitCode> {
  const root = resolve(terminal.cwd, request.project);
  const wrong = variableProblems(terminal.env);
  if (wrong.length > 0) {
    printDiagnostics(wrong, request.json, root, terminal);
    return 2;
  }
  const { command, project: _, json, quiet, ...wanted } = request;
  const check = command === 'check';
  const start = terminal.now();
  const { progress, finish } = showProgress(terminal, { quiet, json, check });
  let result: BuildResult;
  try {
    const say = (line: string): void => {
      if (!quiet) terminal.err(line);
    };
    const { part, merge, sign, ...plain } = wanted;
    const options = {
      root,
      ...plain,
      ...(part !== undefined && { part: resolve(terminal.cwd, part) }),
      ...(merge && { merge: merge.map((folder) => resolve(terminal.cwd, folder)) }),
      ...(sign !== undefined && { sign: resolve(terminal.cwd, sign) }),
      progress,
      say,
      env: terminal.env,
    };
    const call = { argv, cwd: terminal.cwd, json, quiet };
    result = check
      ? { ...nothingBuilt, ...(await commands.check(options)) }
      : await commands.build({ ...options, call });
  } finally {
    await finish();
  }
  return tellBuild(result, { root, json, quiet, check, start }, terminal);
}

/** What a check leaves in the output folder. */
const nothingBuilt = { outputs: [], output: '', upToDate: false };

/** The command line was wrong, or asked only for help or the version; what there is to say has been printed. */
interface Ended {
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

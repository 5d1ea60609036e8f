import { resolve } from 'node:path';
import type { BuildOptions, BuildResult } from '../commands/build/build.js';
import type { CheckOptions, CheckResult } from '../commands/check/check.js';
import { visible } from '../control-characters.js';
import { hasErrors } from '../diagnostics.js';
import { toolVersion } from '../host/version.js';
import { variableProblems } from '../project/variables.js';
import { readCommandLine } from './command-line.js';
import { failureOf, stackOf } from './failure.js';
import { printDiagnostics } from './print-diagnostics.js';
import { type Printing, printingOn } from './printing.js';
import { showProgress } from './progress/show.js';
import type { BuildRequest, SharedRequest } from './request.js';
import { shownPath } from './shown-path.js';
import { describeOutputs, summarise } from './summary.js';
import type { Terminal } from './terminal.js';

/** 0 done, 1 the project has errors, 2 wrong usage, 3 the tool or its environment failed, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

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
    if (request.command === 'init') {
      const { runInit } = await import('./run-init.js');
      return await runInit(request, terminal);
    }
    if (request.command === 'doctor') {
      const { runDoctor } = await import('./run-doctor.js');
      return await runDoctor(request, terminal);
    }
    if (request.command === 'preview') {
      const { runPreview } = await import('./run-preview.js');
      return await runPreview(request, terminal);
    }
    if (request.command === 'describe') {
      const { runDescribe } = await import('./run-describe.js');
      return await runDescribe(request, terminal);
    }
    if (request.command === 'data') {
      const { runData } = await import('./run-data.js');
      return await runData(request, terminal);
    }
    if (request.command === 'protect') {
      const { runProtect } = await import('./run-protect.js');
      return await runProtect(request, terminal);
    }
    if (request.command === 'collect') {
      const { runCollect } = await import('./run-collect.js');
      return await runCollect(request, terminal);
    }
    if (request.command === 'accessibility') {
      const { runAccessibility } = await import('./run-accessibility.js');
      return await runAccessibility(request, terminal);
    }
    if (request.command === 'translate') {
      const { runTranslate } = await import('./run-translate.js');
      return await runTranslate(request, terminal);
    }
    if (request.command === 'diff') {
      const { runDiff } = await import('./run-diff.js');
      return await runDiff(request, terminal);
    }
    if (request.command === 'verify') {
      const { runVerify } = await import('./run-verify.js');
      return await runVerify(request, terminal);
    }
    if (request.command === 'upgrade') {
      const { runUpgrade } = await import('./run-upgrade.js');
      return await runUpgrade(request, terminal);
    }
    if (request.command === 'enqueue') {
      const { runEnqueue } = await import('./run-enqueue.js');
      return await runEnqueue(request, terminal);
    }
    if (request.command === 'worker') {
      const { runWorker } = await import('./run-worker.js');
      return await runWorker(request, terminal);
    }
    if (request.command === 'trace') {
      const { runTrace } = await import('./run-trace.js');
      return await runTrace(request, terminal);
    }
    return await runBuild(request, terminal, commands);
  } catch (error) {
    // A folder that could not be written is named as typed, from the current folder.
    const root = 'project' in request ? request.project : '.';
    return reportFailure(error, request, resolve(terminal.cwd, root), given);
  }
}

/**
 * Prints why a run could not finish and returns its exit code: a known problem of the machine, or a fault of Tallybook
 * itself. The stack is printed with `debug` only.
 */
export function reportFailure(
  error: unknown,
  { json, debug }: Pick<SharedRequest, 'json' | 'debug'>,
  root: string,
  given: Terminal,
): ExitCode {
  const terminal = printingOn(given);
  printDiagnostics([failureOf(error)], json, root, terminal);
  if (debug) terminal.err(stackOf(error));
  return 3;
}

async function runBuild(request: BuildRequest, terminal: Printing, commands: Commands): Promise<ExitCode> {
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
    const { part, merge, ...plain } = wanted;
    const options = {
      root,
      ...plain,
      ...(part !== undefined && { part: resolve(terminal.cwd, part) }),
      ...(merge && { merge: merge.map((folder) => resolve(terminal.cwd, folder)) }),
      progress,
      say,
      env: terminal.env,
    };
    result = check ? { ...nothingBuilt, ...(await commands.check(options)) } : await commands.build(options);
  } finally {
    await finish();
  }
  printDiagnostics(result.diagnostics, json, root, terminal, result.limits);
  if (!json && !quiet && !check) {
    for (const line of describeOutputs(result, (path) => shownPath(path, root, terminal.cwd)))
      terminal.out(line);
  }
  const shownRoot = shownPath('.', root, terminal.cwd);
  const project = shownRoot === '.' ? 'the project' : visible(shownRoot);
  if (!quiet) terminal.err(summarise(result, { check, project, elapsed: terminal.now() - start }));
  return hasErrors(result.diagnostics) ? 1 : 0;
}

/** What a check leaves in the output folder. */
const nothingBuilt = { outputs: [], output: '', upToDate: false };

import { join, resolve } from 'node:path';
import type { ProgressEvent } from '../build/progress.js';
import type { BuildOptions, BuildResult } from '../build.js';
import { type Diagnostic, formatDiagnostic, hasErrors, sortDiagnostics } from '../diagnostics.js';
import { examine } from '../host/doctor/examine.js';
import type { Finding } from '../host/doctor/finding.js';
import { EnvironmentProblem } from '../host/host.js';
import { copyToNewFolder } from '../host/new-folder.js';
import { toolRoot } from '../host/node-host.js';
import { toolVersion } from '../host/version.js';
import { type Request, readCommandLine } from './command-line.js';
import { shownDiagnostic, shownPath } from './shown-path.js';
import { describeOutputs, summarise } from './summary.js';
import type { Terminal } from './terminal.js';

/** 0 done, 1 the project has errors, 2 wrong usage, 3 the tool or its environment failed. */
export type ExitCode = 0 | 1 | 2 | 3;

type Build = (options: BuildOptions) => Promise<BuildResult>;
type BuildRequest = Extract<Request, { command: 'build' | 'check' }>;
type InitRequest = Extract<Request, { command: 'init' }>;

/**
 * Runs one command line and returns the exit code. Diagnostics and progress go to `err`, results to `out`; with
 * `--json` diagnostics go to `out`, one JSON object a line. Never throws; a stack is printed only with `--debug`.
 * `build` is `build` of `build.ts`, which the caller hands over so that help and version need not load it.
 */
export async function run(argv: readonly string[], terminal: Terminal, build: Build): Promise<ExitCode> {
  const request = readCommandLine(argv, terminal, toolVersion());
  if (request.command === 'none') return request.exitCode;
  try {
    if (request.command === 'init') return await runInit(request, terminal);
    if (request.command === 'doctor') return await runDoctor(request, terminal);
    return await runBuild(request, terminal, build);
  } catch (error) {
    // A folder that could not be written is named as typed, from the current folder.
    const root = 'project' in request ? request.project : '.';
    return reportFailure(error, request, resolve(terminal.cwd, root), terminal);
  }
}

async function runDoctor({ json }: { readonly json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const findings = await examine(terminal.cwd, process.env);
  for (const finding of findings) {
    if (json) terminal.out(JSON.stringify(finding));
    else terminal.out(describeFinding(finding));
  }
  return findings.some(({ status }) => status === 'error') ? 3 : 0;
}

function describeFinding({ about, status, found, todo }: Finding): string {
  const line = `${status.padEnd('warning'.length)}  ${about}: ${found}`;
  return todo === undefined ? line : `${line}\n         to do: ${todo}`;
}

/**
 * Prints why a run could not finish and returns its exit code: a known problem of the machine, or a fault of Tallybook
 * itself. The stack is printed with `debug` only.
 */
export function reportFailure(
  error: unknown,
  { json, debug }: { readonly json: boolean; readonly debug: boolean },
  root: string,
  terminal: Terminal,
): ExitCode {
  printDiagnostics([failureOf(error)], json, root, terminal);
  if (debug) terminal.err(stackOf(error));
  return 3;
}

async function runBuild(request: BuildRequest, terminal: Terminal, build: Build): Promise<ExitCode> {
  const root = resolve(terminal.cwd, request.project);
  const check = request.command === 'check';
  const result = await build({
    root,
    only: request.only,
    languages: request.languages,
    formats: request.formats,
    draft: request.draft,
    check,
    debug: request.debug,
    progress: (event) => {
      if (event.state === 'begin') terminal.err(stepLine(event));
    },
  });
  printDiagnostics(result.diagnostics, request.json, root, terminal);
  if (!request.json && !check) {
    for (const line of describeOutputs(result, (path) => shownPath(path, root, terminal.cwd)))
      terminal.out(line);
  }
  const shownRoot = shownPath('.', root, terminal.cwd);
  terminal.err(summarise(result, { check, project: shownRoot === '.' ? 'the project' : shownRoot }));
  return hasErrors(result.diagnostics) ? 1 : 0;
}

const stepNames = {
  data: 'Reading data',
  compose: 'Writing',
  print: 'Printing',
  publish: 'Publishing',
} as const;

function stepLine({ step, target }: ProgressEvent): string {
  return target === undefined ? stepNames[step] : `${stepNames[step]} ${target.report} (${target.language})`;
}

async function runInit({ folder, json }: InitRequest, terminal: Terminal): Promise<ExitCode> {
  const root = resolve(terminal.cwd, folder);
  const shown = shownPath('.', root, terminal.cwd);
  if (await copyToNewFolder(join(toolRoot(), 'starter'), root, shown)) {
    terminal.err(`Wrote a small project to ${shown}; the command \`build ${shown}\` builds it`);
    return 0;
  }
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'project/not-empty',
    message: `Unexpected files in \`${shown}\`, expected a new or empty folder`,
    position: { file: '.', line: 1, column: 1 },
    hint: 'nothing was changed; name another folder',
  };
  printDiagnostics([diagnostic], json, root, terminal);
  return 1;
}

function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  json: boolean,
  root: string,
  terminal: Terminal,
): void {
  for (const diagnostic of sortDiagnostics(diagnostics)) {
    const shown = shownDiagnostic(diagnostic, root, terminal.cwd);
    if (json) terminal.out(JSON.stringify(shown));
    else terminal.err(formatDiagnostic(shown));
  }
}

/** What is said of a run that threw: a known problem of the machine, or a fault of Tallybook itself. */
function failureOf(error: unknown): Diagnostic {
  if (error instanceof EnvironmentProblem) return error.diagnostic;
  const said = (error instanceof Error ? error.message : String(error)).trim().split('\n', 1)[0];
  return {
    severity: 'error',
    code: 'host/internal',
    message: `Unexpected failure of Tallybook itself (${said}), expected it to finish`,
    position: { file: 'tallybook', line: 1, column: 1 },
    hint: 'run it again with `--debug` and report what it prints',
  };
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(error.cause)}`;
}

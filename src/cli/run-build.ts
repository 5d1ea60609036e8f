import { resolve } from 'node:path';
import type { BuildResult } from '../commands/build/result.js';
import { programs } from '../extensions/programs.js';
import type { Shard } from '../model/project/shard.js';
import { variableProblems } from '../project/variables.js';
import type { ExitCode } from './exit-code.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import { showProgress } from './progress/show.js';
import type { OutputsRequest } from './request.js';
import { tellBuild } from './tell-build.js';
import type { Given } from './verbs/verb.js';

export interface BuildRequest extends OutputsRequest {
  readonly command: 'build' | 'check';
  /** Publish what could be made, where some reports have errors. */
  readonly keepGoing?: boolean;
  /** As typed: the folder for finished reports, of which nothing is published. */
  readonly part?: string;
  readonly shard?: Shard;
  /** As typed: the parts that are published. */
  readonly merge?: readonly string[];
  /** As typed: the private key that signs what is published. */
  readonly sign?: string;
  /** False makes everything anew. */
  readonly cache?: false;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** List data cells that no report uses. */
  readonly unused?: boolean;
  /** Print the reports, and list what is wrong with their pages. */
  readonly layout?: boolean;
  /** Print the problems as a code quality report of GitLab too. */
  readonly codeQuality?: true;
}

/** Builds or checks the reports of a project, and prints what came of it. */
export async function runBuild(
  request: BuildRequest,
  terminal: Printing,
  { argv, commands }: Given,
): Promise<ExitCode> {
  const root = resolve(terminal.cwd, request.project);
  const wrong = variableProblems(terminal.env);
  if (wrong.length > 0) {
    printDiagnostics(wrong, request.json, root, terminal);
    return 2;
  }
  const { command, project: _, json, quiet, codeQuality, ...wanted } = request;
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
  const told = { root, json, quiet, check, start, ...(codeQuality && { codeQuality }) };
  const code = tellBuild(result, told, terminal);
  if (code === 0 && !json && !quiet)
    for (const { remind } of programs) for (const line of (await remind?.(root)) ?? []) terminal.err(line);
  return code;
}

/** What a check leaves in the output folder. */
const nothingBuilt = { outputs: [], output: '', upToDate: false };

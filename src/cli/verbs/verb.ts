import type { Command } from 'commander';
import type { BuildOptions } from '../../commands/build/build.js';
import type { BuildResult } from '../../commands/build/result.js';
import type { CheckOptions, CheckResult } from '../../commands/check/check.js';
import type { ExitCode } from '../exit-code.js';
import type { Printing } from '../printing.js';
import type { SharedRequest } from '../request.js';

/** The commands that most of the program hangs on, to be loaded when they are called: help and version need none. */
export interface Commands {
  build(options: BuildOptions): Promise<BuildResult>;
  check(options: CheckOptions): Promise<CheckResult>;
}

/** What a program was started with. */
export interface Given {
  readonly argv: readonly string[];
  readonly commands: Commands;
}

/** What a verb asks for, without what every command may be asked. */
export interface Asked {
  readonly command: string;
  /** A folder, as typed. */
  readonly project?: string | undefined;
}

/** Does what is asked, prints what came of it, and returns the exit code. */
export type Answer<Request> = (
  request: Request & SharedRequest,
  terminal: Printing,
  given: Given,
) => Promise<ExitCode>;

/** Takes what a command line asks for, and loads what answers it: help and version need none. */
export type Ask = <const Request extends Asked>(asked: Request, load: () => Promise<Answer<Request>>) => void;

/** Adds a verb to the program: its words of help, its arguments and options, and what it asks for. */
export type Verb = (program: Command, ask: Ask) => void;

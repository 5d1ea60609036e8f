#!/usr/bin/env node
import { printDiagnostics } from './cli/print-diagnostics.js';
import { printingOn } from './cli/printing.js';
import { reportFailure } from './cli/report-failure.js';
import { watchStreams } from './cli/standard-streams.js';
import { replayNoop } from './cli/tell-build.js';
import type { Terminal } from './cli/terminal.js';
import { currentFolder } from './host/problems.js';

const argv = process.argv.slice(2);
const { env, stderr } = process;
const asked = { json: argv.includes('--json'), debug: argv.includes('--debug') };
// A terminal that does not say how wide it is, such as one that a script makes, cannot be drawn on.
const drawable = stderr.isTTY && stderr.columns > 0 && env.TERM !== 'dumb' && !env.CI && !env.GITHUB_ACTIONS;
const spoken: Omit<Terminal, 'cwd'> = {
  env,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => stderr.write(`${text}\n`),
  ...(drawable ? { screen: stderr } : {}),
  now: () => Number(process.hrtime.bigint()) / 1e6,
};
/** Where paths are shown from; the top while there is no current folder. */
let cwd = '/';

let isLost = false;
watchStreams(process, (problem) => {
  isLost = true;
  process.exitCode = 3;
  // To the standard error, which may be the one that is lost.
  printDiagnostics([problem], false, cwd, printingOn({ ...spoken, cwd }));
});
// What no promise leads back to `run`, such as an event of the browser, must end with the right exit code too.
const end = (error: unknown) => process.exit(reportFailure(error, asked, cwd, { ...spoken, cwd }));
process.on('uncaughtException', end);
// Asked for by itself, because Node would wrap a reason that is no error in words that do not say it.
process.on('unhandledRejection', end);

try {
  cwd = currentFolder();
  const terminal = { ...spoken, cwd };
  // All else is loaded when there is something to do.
  const code = (await replayNoop(argv, terminal)) ?? (await runCommand(terminal));
  process.exitCode = isLost ? 3 : code;
} catch (error) {
  process.exitCode = reportFailure(error, asked, cwd, { ...spoken, cwd });
}

async function runCommand(terminal: Terminal): Promise<number> {
  const { run } = await import('./cli/run.js');
  return await run(argv, terminal, {
    build: async (options) => (await import('./commands/build/build.js')).build(options),
    check: async (options) => (await import('./commands/check/check.js')).check(options),
  });
}

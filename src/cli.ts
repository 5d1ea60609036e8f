#!/usr/bin/env node
import { reportFailure, run } from './cli/run.js';
import type { Terminal } from './cli/terminal.js';

const argv = process.argv.slice(2);
const terminal: Terminal = {
  cwd: process.cwd(),
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

// A reader that closes early, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// What no promise leads back to `run`, such as an event of the browser, must end with the right exit code too.
process.on('uncaughtException', (error) => {
  const asked = { json: argv.includes('--json'), debug: argv.includes('--debug') };
  process.exit(reportFailure(error, asked, terminal.cwd, terminal));
});

process.exitCode = await run(argv, terminal, async (options) => (await import('./build.js')).build(options));

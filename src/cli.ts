#!/usr/bin/env node
import { performance } from 'node:perf_hooks';
import { reportFailure, run } from './cli/run.js';
import type { Terminal } from './cli/terminal.js';

const argv = process.argv.slice(2);
const { env, stderr } = process;
// A terminal that does not say how wide it is, such as one that a script makes, cannot be drawn on.
const drawable = stderr.isTTY && stderr.columns > 0 && env.TERM !== 'dumb' && !env.CI && !env.GITHUB_ACTIONS;
const terminal: Terminal = {
  cwd: process.cwd(),
  env,
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => stderr.write(`${text}\n`),
  ...(drawable ? { screen: stderr } : {}),
  now: () => performance.now(),
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

#!/usr/bin/env node
import { run } from './cli/run.js';

process.exitCode = await run(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  },
  async (options) => (await import('./build.js')).build(options),
);

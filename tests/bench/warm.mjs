/**
 * Builds a project several times in one process. Arguments: the project, the number of builds. Prints a JSON object a
 * line: the time of the build and of each of its steps, in milliseconds.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compiled } from './compiled.mjs';

/** @type {typeof import('../../src/commands/build/build.js')} */
const { build } = await import(compiled('commands/build/build.js'));

const [root = '.', builds = '2'] = process.argv.slice(2);
for (let number = 1; number <= Number(builds); number++) {
  // Without its record of inputs nothing is proven, so that all is built again.
  rmSync(join(root, 'output/.build/inputs.json'), { force: true });
  /** @type {Record<string, number>} */
  const begun = {};
  /** @type {Record<string, number>} */
  const steps = {};
  const begin = performance.now();
  const { diagnostics } = await build({
    root,
    only: [],
    languages: [],
    formats: [],
    draft: false,
    env: process.env,
    debug: false,
    progress: ({ step, state, target }) => {
      const name = target === undefined ? step : `${step} ${target.report}`;
      if (state === 'begin') begun[name] = performance.now();
      else steps[name] = performance.now() - (begun[name] ?? 0);
    },
  });
  const ms = performance.now() - begin;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  process.stdout.write(`${JSON.stringify({ ms, steps })}\n`);
}

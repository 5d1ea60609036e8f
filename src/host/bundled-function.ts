import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toolRoot } from './node-host.js';
import { threadProblem } from './processes/thread.js';

/**
 * A function that a module of `dist/bundle/` exports, for another thread or process that is asked for it by name. Rejects
 * with an `EnvironmentProblem` when the package is not whole.
 */
export async function bundledFunction(
  module: string,
  name: string,
): Promise<(...args: readonly unknown[]) => unknown> {
  try {
    const loaded = (await import(pathToFileURL(join(toolRoot(), 'bundle', module)).href)) as Record<
      string,
      unknown
    >;
    const called = loaded[name];
    if (typeof called !== 'function') throw new Error(`\`${module}\` has no \`${name}\``);
    return (...args) => called(...args) as unknown;
  } catch (error) {
    throw threadProblem(error);
  }
}

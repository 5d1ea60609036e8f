import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { EnvironmentProblem } from './host.js';
import { toolRoot } from './node-host.js';
import { type Call, type Reply, threadProblem } from './thread.js';

/** What runs in the other thread: calls, one after the other, so that a function never overlaps itself. */
let last: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (call: Call) => {
  last = last.then(() => answer(call)).then((reply) => parentPort?.postMessage(reply));
});

async function answer({ id, module, name, args }: Call): Promise<Reply> {
  try {
    const called = await load(module, name);
    return { id, value: await called(...args) };
  } catch (error) {
    if (error instanceof EnvironmentProblem) return { id, environment: error.diagnostic };
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function load(module: string, name: string): Promise<(...args: readonly unknown[]) => unknown> {
  try {
    const loaded = (await import(pathToFileURL(join(toolRoot(), 'bundle', module)).href)) as Record<
      string,
      unknown
    >;
    const called = loaded[name];
    if (typeof called !== 'function') throw new Error(`\`${module}\` has no \`${name}\``);
    return (...args) => called(...args) as unknown;
  } catch (error) {
    // The package is not whole.
    throw threadProblem(error);
  }
}

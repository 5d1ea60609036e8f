import { parentPort } from 'node:worker_threads';
import { bundledFunction } from './bundled-function.js';
import { EnvironmentProblem } from './host.js';
import type { Call, Reply } from './thread.js';

/** What runs in the other thread: calls, one after the other, so that a function never overlaps itself. */
let last: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (call: Call) => {
  last = last.then(() => answer(call)).then((reply) => parentPort?.postMessage(reply));
});

async function answer({ id, module, name, args }: Call): Promise<Reply> {
  try {
    const called = await bundledFunction(module, name);
    return { id, value: await called(...args) };
  } catch (error) {
    if (error instanceof EnvironmentProblem) return { id, environment: error.diagnostic };
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

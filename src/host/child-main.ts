import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ChildCall, ChildReply } from './child.js';
import { EnvironmentProblem } from './host.js';
import { toolRoot } from './node-host.js';
import { threadProblem } from './thread.js';

/** What runs in the other process: calls, one after the other. */
let last: Promise<unknown> = Promise.resolve();

process.on('message', (call: ChildCall) => {
  last = last.then(() => answer(call));
});
process.on('disconnect', () => process.exit());
// An interrupt reaches every process of a terminal; the one that started this one decides.
process.on('SIGINT', () => {});

// Work that runs away hears nothing, not even that the process which started it is gone.
const watchman = `setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL'); }, 1000)`;
new Worker(watchman, { eval: true }).unref();

async function answer({ id, module, name, args }: ChildCall): Promise<void> {
  try {
    const called = await load(module, name);
    await called(...args, (part: unknown) => send({ id, part }));
    await send({ id, end: true });
  } catch (error) {
    await send(
      error instanceof EnvironmentProblem
        ? { id, problem: error.diagnostic }
        : { id, error: error instanceof Error ? error.message : String(error) },
    );
  }
}

/** Kept when the message is on its way: what follows may never come to an end. */
function send(reply: ChildReply): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(reply, undefined, undefined, () => resolve());
  });
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

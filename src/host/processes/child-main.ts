import { Worker } from 'node:worker_threads';
import { bundledFunction } from '../bundled-function.js';
import { EnvironmentProblem } from '../host.js';
import type { ChildCall, ChildReply } from './child.js';
import { pack, unpack } from './packed.js';
import { supervisor } from './supervisor.js';

/** What runs in the other process: calls, one after the other. */
let last: Promise<unknown> = Promise.resolve();

process.on('message', (call: ChildCall) => {
  last = last.then(() => answer(call));
});
process.on('disconnect', () => process.exit());
// An interrupt reaches every process of a terminal; the one that started this one decides.
process.on('SIGINT', () => {});

// Work that runs away hears nothing, not even that the process which started it is gone.
new Worker(supervisor(process.ppid), { eval: true }).unref();

async function answer({ id, module, name, args }: ChildCall): Promise<void> {
  try {
    const called = await bundledFunction(module, name);
    // What is called takes what it is called with, as its caller said.
    const own = unpack(args) as readonly unknown[];
    await called(...own, (part: unknown) => send({ id, part: pack(part) }));
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

import { parentPort } from 'node:worker_threads';
import { bundledFunction } from './bundled-function.js';
import { EnvironmentProblem } from './host.js';
import type { Call, Held, HeldCall, Reply } from './thread.js';

/** What runs in the other thread: calls, one after the other, so that a function never overlaps itself. */
let last: Promise<unknown> = Promise.resolve();

/** What calls hold here, by their ids. */
const held = new Map<number, Held['held']>();

parentPort?.on('message', (call: Call | HeldCall) => {
  if ('of' in call && call.name === undefined) last = last.then(() => void held.delete(call.of));
  else last = last.then(() => answer(call)).then((reply) => parentPort?.postMessage(reply));
});

async function answer(call: Call | HeldCall): Promise<Reply> {
  const { id } = call;
  try {
    if ('of' in call) {
      const called = held.get(call.of)?.[call.name ?? ''];
      if (called === undefined) throw new Error('Unexpected call of what was dropped, expected what is held');
      return { id, value: await called() };
    }
    const { module, name, args } = call;
    const called = await bundledFunction(module, name);
    const value = await called(...args);
    if (!isHeld(value)) return { id, value };
    held.set(id, value.held);
    return { id, value: value.value };
  } catch (error) {
    if (error instanceof EnvironmentProblem) return { id, environment: error.diagnostic };
    return { id, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

const isHeld = (value: unknown): value is Held =>
  typeof value === 'object' && value !== null && 'held' in value && 'value' in value;
